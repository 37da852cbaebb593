import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { CommandResult } from './command.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demo that is played once for all files is told. */
    demoAddress: string;
  }
}

/** What `keyturn demo` said, and the page that it wrote. */
export interface RecordedDemo extends CommandResult {
  readonly page: string;
}

/** For how long a test may take that waits for the demo, on a machine with other things to do. */
export const DEMO_TIMEOUT = 600_000;

/** The whole demo with its defaults. It takes long, so that it is played once for all files of a run. */
export async function recordedDemo(): Promise<RecordedDemo> {
  // Not fetch, which gives up after five minutes: on a machine with much to do the demo takes longer.
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(inject('demoAddress'), resolve).on('error', reject);
  });
  const told = await text(response);
  if (response.statusCode !== 200) throw new Error(`The demo could not be played: ${told}`);
  return JSON.parse(told) as RecordedDemo;
}
