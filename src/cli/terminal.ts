import type { Painter } from '../report/painter.ts';
import { processOutput } from './output.ts';

/** The two streams of a command: data goes to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Waits until everything printed so far was taken; says why some of it was lost, if so. */
  taken(): Promise<string | undefined>;
  readonly width: number;
  /** Colours for data, and for progress: each only when its own stream is a terminal. */
  readonly paintOut: Painter;
  readonly paintErr: Painter;
  readonly env: NodeJS.ProcessEnv;
}

type Style = keyof Painter;

const CODES: { readonly [style in Style]: readonly [number, number] } = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/** The terminal of this process. `NO_COLOR` (any value but empty) switches colours off; a pipe has none anyway. */
export function processTerminal(env: NodeJS.ProcessEnv): Terminal {
  const colours = (stream: NodeJS.WriteStream): boolean =>
    stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  const out = processOutput(1);
  const err = processOutput(2);
  return {
    out: out.write,
    err: err.write,
    taken: async () => {
      const lost = await out.taken();
      const untold = await err.taken();
      // Whoever closes standard error wants no progress; a full disk behind it loses warnings.
      return lost ?? (untold === 'EPIPE' ? undefined : untold);
    },
    width: (process.stdout.isTTY ? process.stdout.columns : 0) || 120,
    paintOut: painter(colours(process.stdout)),
    paintErr: painter(colours(process.stderr)),
    env,
  };
}

function painter(on: boolean): Painter {
  const paint =
    (style: Style) =>
    (text: string): string => {
      const [open, close] = CODES[style];
      return on ? `\u001b[${open}m${text}\u001b[${close}m` : text;
    };
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  };
}
