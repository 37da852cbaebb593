import { newClient } from '../client.ts';
import type { Figure } from '../figure.ts';

/** The story of `keyturn demo`. */
export const DEMO: Figure = {
  name: 'demo',
  about: 'keyturn demo, without the build',
  measure: async () => {
    const client = await newClient({});
    const run = await client.run(['demo', '--no-story']);
    if (run.exitCode !== 0) throw new Error(`the demo ended with exit code ${run.exitCode}: ${run.stderr}`);
    const calls = /in (\d+) calls/.exec(run.stdout)?.[1] ?? 'unknown';
    return [
      { name: 'demo of 130 days', value: run.seconds, unit: 's', note: `${calls} calls` },
      { name: '  peak memory, sandbox included', value: run.rssMb, unit: 'MB' },
    ];
  },
};
