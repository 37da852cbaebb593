import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { FolderSeconds } from './test/support/folder-seconds.ts';
import { LongestFirst } from './test/support/longest-first.ts';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Two cores, two workers: by default one is left idle.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/support/demo-recorder.ts'],
    reporters: ['default', new FolderSeconds()],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});

export default config;
