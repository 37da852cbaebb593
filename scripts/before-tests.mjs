// Builds and lints, all at once: the type check, the bundle and the linter need nothing of one another. Of each is shown
// what it said, when it has ended; one that fails makes this fail.
import { spawn } from 'node:child_process';

const COMMANDS = ['tsc -b', 'node scripts/bundle.mjs', 'biome check --error-on-warnings .'];

const codes = await Promise.all(COMMANDS.map(run));
process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** Runs one command; gives its exit code. */
function run(command) {
  return new Promise((resolve) => {
    let said = '';
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('close', (code) => {
      process.stdout.write(said);
      if (code !== 0) process.stderr.write(`${command} failed.\n`);
      resolve(code ?? 1);
    });
  });
}
