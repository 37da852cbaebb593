import { serveSandbox as serve } from '../../src/sandbox/http/index.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';

/** A sandbox that answers over HTTP on loopback, for runs of the built command. */
export interface SandboxServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a sandbox on a free port of 127.0.0.1. */
export async function serveSandbox(sandbox: Sandbox): Promise<SandboxServer> {
  return await serve({ sandbox });
}
