import type { Painter } from '../report/painter.ts';

/** The two streams of a command: data goes to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
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
  survive(process.stdout);
  survive(process.stderr);
  return {
    out: (text) => {
      process.stdout.write(text);
    },
    err: (text) => {
      process.stderr.write(text);
    },
    width: (process.stdout.isTTY ? process.stdout.columns : 0) || 120,
    paintOut: painter(colours(process.stdout)),
    paintErr: painter(colours(process.stderr)),
    env,
  };
}

/** Why something could not be written to a stream, if so: the exit code says it when nothing else can. */
let unwritable: string | undefined;

/** Whether output was lost for another reason than a reader that went away. */
export function outputWasLost(): string | undefined {
  return unwritable;
}

/** A reader that goes away (`| head`) must not end a run in the middle: what is written from then on is lost, no more. */
function survive(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    // A full disk behind a redirection: what the run does goes on, and its exit code says that something was not told.
    unwritable = error.code ?? 'error';
  });
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
