import type { Readable } from 'node:stream';
import { assertWhole, type Protocol } from './whole-answer.ts';

/** The part of an SDK client that takes middleware. */
export interface Stack {
  readonly middlewareStack: {
    // biome-ignore lint/suspicious/noExplicitAny: the stack of each client has its own input and output types
    add(middleware: any, options: { step: 'initialize'; name: string; priority: 'high' }): void;
    // biome-ignore lint/suspicious/noExplicitAny: the same
    add(middleware: any, options: { step: 'deserialize'; name: string; priority: 'low' }): void;
  };
}

/** Told the headers of every answer. */
export type Answered = (headers: Readonly<Record<string, string | undefined>>) => void;

/** What is known of the call that a middleware stands in. */
export interface CallContext {
  readonly commandName?: string;
}

interface Response {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  body?: Uint8Array | Readable;
}

/**
 * Reads every answer to its end, below the deserializer, and refuses one that is not whole or not AWS's own.
 *
 * With `within`, the rest of an answer must have come so many milliseconds after its head: drop by drop, it would
 * otherwise hold the run for as long as the other side likes.
 */
export function readWhole(
  client: Stack,
  how: { readonly protocol: Protocol; readonly answered: Answered; readonly within?: number },
): void {
  const middleware =
    (next: (args: unknown) => Promise<{ response?: Response }>, context: CallContext) =>
    async (args: unknown) => {
      const result = await next(args);
      const { response } = result;
      if (response === undefined) return result;
      const { statusCode: status = 0, headers = {} } = response;
      how.answered(headers);
      const body = await collect(response.body, how.within);
      response.body = body;
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      assertWhole({ status, headers, body }, how.protocol, operation);
      return result;
    };
  client.middlewareStack.add(middleware, {
    step: 'deserialize',
    name: 'keyturnWholeAnswer',
    priority: 'low',
  });
}

async function collect(body: Response['body'], within: number | undefined): Promise<Uint8Array> {
  if (body === undefined) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  const late = Object.assign(new Error('the answer was not complete'), { name: 'TimeoutError' });
  const timer = within === undefined ? undefined : setTimeout(() => body.destroy(late), within);
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(timer);
  }
}
