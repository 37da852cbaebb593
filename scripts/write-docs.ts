// `npm run docs`: writes the pages that are generated from the code; tests hold them equal.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { advicePage } from '../src/advice/advice-page.ts';
import { initDocument, jsonSchema } from '../src/config/index.ts';
import { reasonsPage } from '../src/messages/reasons-page.ts';
import { outputPage } from '../src/report/output-page.ts';

writeFileSync('docs/reasons.md', reasonsPage());
writeFileSync('docs/output.md', outputPage());
writeFileSync('docs/advice.md', advicePage());
writeFileSync('docs/keyturn.schema.json', `${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
writeFileSync('examples/keyturn.yaml', initDocument({ schemaPath: '../docs/keyturn.schema.json' }));
spawnSync('npx', ['biome', 'check', '--write', 'docs/keyturn.schema.json', 'examples'], { stdio: 'inherit' });
