import type { SandboxRequestHandler } from '../../src/sandbox/index.ts';

/** Runs `before` once, just before the first call of this process for which `match` holds goes out. */
export function pauseAt(
  match: (request: { body: string; path: string }) => boolean,
  before: () => Promise<void>,
): (h: SandboxRequestHandler) => SandboxRequestHandler {
  let done = false;
  return (handler) => {
    const handle: SandboxRequestHandler['handle'] = async (request, options) => {
      const raw = request.body;
      const body =
        typeof raw === 'string' ? raw : raw instanceof Uint8Array ? new TextDecoder().decode(raw) : '';
      if (!done && match({ body, path: request.path })) {
        done = true;
        await before();
      }
      return await handler.handle(request, options);
    };
    return new Proxy(handler, { get: (t, n) => (n === 'handle' ? handle : Reflect.get(t, n)) });
  };
}
