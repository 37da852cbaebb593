// Bundles the command into dist/. The AWS SDK's ES module builds tree-shake to about half their size,
// hence mainFields; code splitting keeps `keyturn --version` from loading any of it.
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/bin/keyturn.ts'],
  outdir: 'dist/bin',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  mainFields: ['module', 'main'],
  minifySyntax: true,
  legalComments: 'linked',
  banner: {
    js: "import { createRequire as __keyturnRequire } from 'node:module'; const require = __keyturnRequire(import.meta.url);",
  },
  loader: { '.css': 'text', '.html': 'text' },
  logLevel: 'warning',
});
