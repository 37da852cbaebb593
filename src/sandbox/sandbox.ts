import { type CallRecord, createCallLog } from './calls.ts';
import { createClock, type SandboxClock } from './clock.ts';
import { createDispatcher } from './dispatcher.ts';
import { createFaultDesk, type FaultInjector } from './faults/injector.ts';
import { resolveOptions, type SandboxOptions } from './options.ts';
import type { PlainAnswer, PlainCall } from './plain-call.ts';
import { createRandom } from './random.ts';
import { createRequestHandler, type SandboxRequestHandler } from './request-handler.ts';
import { createThrottle, type Rate } from './throttle.ts';
import type { WireRequest, WireResponse } from './wire/message.ts';
import type { ServiceName } from './wire/service.ts';
import { createWorld } from './world/create-world.ts';
import { createState } from './world/state.ts';
import type { World } from './world/world.ts';

/** A simulated AWS organization under the SDK. */
export interface Sandbox {
  readonly clock: SandboxClock;
  readonly world: World;
  readonly faults: FaultInjector;
  readonly calls: readonly CallRecord[];
  clearCalls(): void;
  /** Sets one account's request rate for one service; undefined returns to the default. */
  limitRate(accountId: string, service: ServiceName, rate: Rate | 'unlimited' | undefined): void;
  /** Answers one request; rejects only for injected connection faults, never settles for a dead process. */
  handle(request: WireRequest, processId?: string): Promise<WireResponse>;
  /** Answers one call of a client in this process, for which nothing need be signed and written; else the same. */
  perform(call: PlainCall, processId?: string): Promise<PlainAnswer | WireResponse>;
  /** A `requestHandler` for SDK clients; faults and crashes count against the process named. */
  requestHandler(processId?: string): SandboxRequestHandler;
}

const MAIN_PROCESS = 'main';

/** Makes a sandbox; two with the same options and the same calls behave the same. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const resolved = resolveOptions(options);
  const clock = options.clock ?? createClock(resolved.startAt);
  const state = createState(resolved, clock, createRandom(resolved.seed));
  const world = createWorld(state);
  const throttle = createThrottle(resolved.rates);
  const faults = createFaultDesk();
  const log = createCallLog();
  const dispatcher = createDispatcher({ state, throttle, faults, log });
  if (options.world !== undefined) world.build(options.world);
  return {
    clock,
    world,
    faults,
    calls: log.records,
    clearCalls: () => log.clear(),
    limitRate: (accountId, service, rate) => throttle.limit(accountId, service, rate),
    handle: (request, processId) => dispatcher.handle(request, processId ?? MAIN_PROCESS),
    perform: (call, processId) => dispatcher.perform(call, processId ?? MAIN_PROCESS),
    requestHandler: (processId) =>
      createRequestHandler((request) => dispatcher.handle(request, processId ?? MAIN_PROCESS), {
        now: () => clock.now(),
        pass: (milliseconds) => clock.advance(milliseconds),
      }),
  };
}
