import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { FolderSeconds } from './test/support/folder-seconds.ts';
import { LongestFirst } from './test/support/longest-first.ts';

/** Tests of processes and timeouts wait half of their time: so many more files at once keep every core busy. */
const WAITING = 2;

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    maxWorkers: availableParallelism() + WAITING,
    // A worker goes on with the next file and keeps what it has imported: the AWS SDK alone takes most files' time.
    // What a file leaves behind would reach the next: `nothing-left-behind.ts` fails the file that does.
    isolate: false,
    setupFiles: ['test/support/nothing-left-behind.ts'],
    restoreMocks: true,
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/support/demo-recorder.ts'],
    reporters: ['default', new FolderSeconds()],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default config;
