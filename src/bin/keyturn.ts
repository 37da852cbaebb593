#!/usr/bin/env node
// Checked before anything else is loaded: node:sqlite and the syntax of the rest need it.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  process.stderr.write(
    `keyturn: NODE_TOO_OLD: this is Node ${process.versions.node}; Keyturn needs 22.13 or later.\n  Fix: install a current Node.js, for example version 24; in a clone, "npm run keyturn -- --help" starts the command with the Node.js that npm ci brought.\n`,
  );
  process.exitCode = 1;
} else if (process.argv[2] === '--version' || process.argv[2] === '-V') {
  const { sayVersion } = await import('../cli/say-version.ts');
  process.exitCode = await sayVersion(process.env);
} else {
  const { keepMemorySmall } = await import('./memory.ts');
  keepMemorySmall();
  const { main } = await import('../cli/main.ts');
  process.exitCode = await main(process.argv, process.env);
}
