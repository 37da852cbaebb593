// Runs at the end of `npm ci`. The scripts of this package bring their own Node.js, so that an old one on the machine is
// no reason to fail; but the command, once linked, starts with the machine's. Plain JavaScript: any Node.js must read it.
import { readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const needed = /\d+\.\d+/.exec(engines.node)[0];
// In an npm script `node` is the one that npm brought; npm says in this variable which one npm itself runs on.
const named = / node\/v(\S+)/.exec(process.env.npm_config_user_agent ?? '');
const found = named === null ? process.versions.node : named[1];

const [neededMajor, neededMinor] = needed.split('.').map(Number);
const [major, minor] = found.split('.').map(Number);
if (major < neededMajor || (major === neededMajor && minor < neededMinor)) {
  process.stderr.write(
    `This machine's Node.js is ${found}: install ${needed} or later, for example 24, before you \`npm link\` the command; the npm scripts (npm run demo, npm test, npm run keyturn -- --help) work as it is, with the Node.js 24 that npm has just put into node_modules.\n`,
  );
}
