import { VERSION } from '../domain/version.ts';
import { showLostOutput } from './lost-output.ts';
import { processTerminal } from './terminal.ts';

/** `keyturn --version`, without loading anything else: scripts ask for it often. */
export async function sayVersion(env: NodeJS.ProcessEnv): Promise<0 | 2> {
  const terminal = processTerminal(env);
  terminal.out(`${VERSION}\n`);
  const lost = await terminal.taken();
  if (lost === undefined) return 0;
  showLostOutput(lost, terminal);
  return 2;
}
