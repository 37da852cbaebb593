import { expect, it } from 'vitest';
import { terminalHost } from './host.ts';
import type { Terminal } from './terminal.ts';

/** What a host prints of one message of each level, with a name that would move the cursor of a terminal. */
function printed(quiet: boolean): { readonly out: readonly string[]; readonly err: readonly string[] } {
  const [out, err]: [string[], string[]] = [[], []];
  const plain = (text: string): string => text;
  const paint = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain, cyan: plain };
  const terminal: Terminal = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    taken: async () => undefined,
    width: 80,
    paintOut: paint,
    paintErr: paint,
    env: {},
  };
  const host = terminalHost(terminal, { quiet });
  for (const level of ['debug', 'info', 'wait', 'warn', 'error'] as const)
    host.notify({ code: `CODE_${level}`, level, text: `${level} of \u001b[2Jshop\nnext` });
  return { out, err };
}

it('shows the code of a wait, keeps it on one harmless line of standard error, and leaves it out with --quiet', () => {
  const { out, err } = printed(false);
  expect(out).toEqual([]);
  expect(err.map((line) => line.slice(0, 8))).toEqual(['· info o', '… wait o', '! warn o', '✗ error ']);
  expect(err[1]).toMatch(/ \[CODE_wait\]\n$/);
  for (const line of err) {
    expect(line).not.toContain('\u001b');
    expect(line.indexOf('\n')).toBe(line.length - 1);
  }
  expect(printed(true).err.map((line) => line.slice(0, 6))).toEqual(['! warn', '✗ erro']);
});
