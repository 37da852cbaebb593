import type { PlainAnswer, PlainCall, ServiceName, WireResponse } from '../../../src/sandbox/index.ts';
import type { SandboxCredentials } from '../../../src/sandbox/world/world.ts';
import { plainInput, readPlain } from './plain.ts';
import { readWire } from './wire.ts';

/** How calls reach the simulated AWS: as plain data, or over the wire; a garbled answer always comes as it would there. */
export type Transport = (call: PlainCall) => Promise<PlainAnswer | WireResponse>;

/** What a client of the SDK is to the adapters: something that sends commands. */
export interface LightClient {
  send(command: object): Promise<unknown>;
}

/** What a client is made from. */
export interface LightConnection {
  readonly transport: Transport;
  readonly now: () => number;
  readonly region: string;
  readonly credentials: SandboxCredentials;
  readonly onServerTime?: (epochMs: number) => void;
}

/**
 * A client that calls the sandbox without the SDK's machinery in between, and without writing and signing what stays in one
 * process.
 *
 * It takes the SDK's own command objects and gives what the SDK would give of them, as far as Keyturn's adapters read it, in
 * a fraction of the time. One schedule in some goes through the SDK itself, which keeps this one honest.
 */
export function lightClient(service: ServiceName, connection: LightConnection): LightClient {
  const { credentials, region } = connection;
  return {
    async send(command) {
      const call: PlainCall = {
        service,
        operation: operationOf(command),
        input: plainInput(service, (command as { input: Readonly<Record<string, unknown>> }).input),
        credentials,
        region,
        signedAt: Math.floor(connection.now() / 1000) * 1000,
      };
      const answer = await connection.transport(call);
      const at = dateOf(answer);
      if (!Number.isNaN(at)) connection.onServerTime?.(at);
      return 'kind' in answer ? readPlain(service, answer) : readWire(call, answer);
    },
  };
}

const operations = new WeakMap<object, string>();

/** The SDK names its commands after the operations. */
function operationOf(command: object): string {
  const known = operations.get(command.constructor);
  if (known !== undefined) return known;
  const operation = command.constructor.name.replace(/Command$/, '');
  operations.set(command.constructor, operation);
  return operation;
}

function dateOf(answer: PlainAnswer | WireResponse): number {
  return 'kind' in answer ? answer.date : Date.parse(answer.headers.date ?? '');
}
