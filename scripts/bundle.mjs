// Bundles the command into dist/. The AWS SDK's ES module builds tree-shake to about half their size,
// hence mainFields; code splitting keeps `keyturn --version` from loading any of it.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';

await rm('dist', { recursive: true, force: true });
const result = await build({
  entryPoints: ['src/bin/keyturn.ts'],
  outdir: 'dist/bin',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  mainFields: ['module', 'main'],
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  banner: {
    js: "import { createRequire as __keyturnRequire } from 'node:module'; const require = __keyturnRequire(import.meta.url);",
  },
  loader: { '.css': 'text', '.html': 'text' },
  logLevel: 'warning',
});

await writeFile('dist/THIRD-PARTY-LICENSES.txt', await licences(result.metafile));

/** The licence of every package that went into the bundle, as its own file has it. */
async function licences(metafile) {
  const folders = new Set(
    Object.keys(metafile.inputs).flatMap((input) => {
      const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      return found === null ? [] : [found[1]];
    }),
  );
  const texts = await Promise.all(
    [...folders].sort().map(async (folder) => {
      const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
      const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? `Licence: ${license}` : await readFile(`${folder}/${file}`, 'utf8');
      return `${name} ${version} (${license})\n\n${text.trim()}\n`;
    }),
  );
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
