import { readFile } from 'node:fs/promises';
import { demoOrganization } from '../../demo/served/demo-organization.ts';
import { generatedOrganization } from '../../demo/served/generated-organization.ts';
import type { ServedOrganization } from '../../demo/served/organization.ts';
import { readOrganization } from '../../demo/served/organization-file.ts';
import { type Served, type ServeSettings, serveOrganization } from '../../demo/served/serve.ts';
import { smallOrganization } from '../../demo/served/small-organization.ts';
import { isKeyturnError } from '../../domain/errors.ts';
import { type Duration, days, formatDuration, type Instant, instant } from '../../domain/time.ts';
import { choiceOption, countOption, durationOption, instantOption, usage } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { readyJson, readyText } from './sandbox-ready.ts';

/** Options of `sandbox serve`, as commander gives them. */
export interface ServeOptions {
  readonly port: string;
  readonly organization?: string;
  readonly accounts?: string;
  readonly users?: string;
  readonly due?: string;
  readonly seed: string;
  readonly latency: string;
  readonly rate?: string;
  readonly pageSize: string;
  readonly propagation: string;
  readonly faults: string;
  readonly start?: string;
  readonly frozenClock?: boolean;
  readonly for?: string;
  readonly format: string;
}

/** The most users that one organization is made with; each takes about a kilobyte. */
const MOST_USERS = 200_000;

/** `keyturn sandbox serve`: serves a simulated organization on loopback until it is told to stop. */
export async function serveCommand(options: ServeOptions, terminal: Terminal): Promise<number> {
  const output = choiceOption('--format', options.format, ['text', 'json']);
  const length = options.for === undefined ? undefined : lengthOf(options.for);
  const settings = await settingsOf(options);
  const stopping = watchStop(length);
  const served = await serve(settings);
  terminal.out(output === 'json' ? readyJson(served, settings) : readyText(served, settings, terminal));
  // Whoever never learnt the address cannot use it: it is not served for nobody.
  if ((await terminal.taken()) !== undefined) stopping.stop('untold');
  const why = await stopping.stopped;
  await served.close();
  if (output === 'text') terminal.out(`Stopped${why === 'time' ? ': the time of --for is over' : ''}.\n`);
  return 0;
}

async function settingsOf(options: ServeOptions): Promise<ServeSettings> {
  const startAt = options.start === undefined ? instant(Date.now()) : instantOption('--start', options.start);
  const seed = countOption('--seed', options.seed, { least: 0, most: 4_294_967_295 });
  const rate =
    options.rate === undefined
      ? {}
      : { rate: countOption('--rate', options.rate, { least: 1, most: 100_000 }) };
  return {
    startAt,
    seed,
    ...rate,
    port: countOption('--port', options.port, { least: 0, most: 65_535 }),
    pageSize: countOption('--page-size', options.pageSize, { least: 1, most: 1000 }),
    latencyMs: countOption('--latency', options.latency, { least: 0, most: 60_000 }),
    propagationMs: countOption('--propagation', options.propagation, { least: 0, most: 600_000 }),
    faults: choiceOption('--faults', options.faults, ['on', 'off']) === 'on',
    frozen: options.frozenClock === true,
    machine: () => Date.now(),
    organization: await organizationOf(options, startAt, seed),
  };
}

async function organizationOf(
  options: ServeOptions,
  startAt: Instant,
  seed: number,
): Promise<ServedOrganization> {
  const { organization, accounts, users, due } = options;
  const generated = accounts !== undefined || users !== undefined || due !== undefined;
  if (generated) {
    if (organization === undefined) return generatedOrganization(sizeOf(options), startAt, seed);
    throw usage(
      '--organization and --accounts, --users or --due: an organization is either named or generated.',
      'Leave one of them out.',
    );
  }
  if (organization === undefined || organization === 'small') return smallOrganization(startAt);
  if (organization === 'demo') return demoOrganization(startAt, seed);
  return await organizationFrom(organization, startAt);
}

function sizeOf({ accounts = '1', users = '100', due = '0' }: ServeOptions): {
  readonly accounts: number;
  readonly users: number;
  readonly due: number;
} {
  const size = {
    accounts: countOption('--accounts', accounts, { least: 1, most: 50_000 }),
    users: countOption('--users', users, { least: 0, most: 10_000 }),
  };
  const total = size.accounts * size.users;
  if (total > MOST_USERS)
    throw usage(
      `--accounts ${accounts} --users ${users}: that is ${total} users, and ${MOST_USERS} is the most.`,
      '--users counts the users of each account.',
    );
  return { ...size, due: countOption('--due', due, { least: 0, most: total }) };
}

async function organizationFrom(path: string, startAt: Instant): Promise<ServedOrganization> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error';
    throw usage(
      `--organization ${path}: not small, not demo, and no file that can be read (${code}).`,
      'Name a JSON file as docs/sandbox.md describes it, or use --organization demo.',
    );
  }
  const file = readOrganization(text, startAt);
  if (file.ok) return file.organization;
  throw usage(`--organization ${path}: ${file.problems.join('; ')}.`, 'See docs/sandbox.md for the form.');
}

/** Serves, or says why it cannot: the port is taken, or the organization does not hold together. */
async function serve(settings: ServeSettings): Promise<Served> {
  try {
    return await serveOrganization(settings);
  } catch (error) {
    if (isKeyturnError(error) || !(error instanceof Error)) throw error;
    if (error.name === 'WorldError' || error.name === 'PolicySyntaxError')
      throw usage(`--organization: ${error.message}`, 'Correct the file; see docs/sandbox.md.');
    const code = 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw usage(
        `--port ${settings.port}: something else listens there already.`,
        'Use another port, or --port 0 for any free one.',
      );
    if (code === 'EACCES')
      throw usage(`--port ${settings.port}: this user may not listen there.`, 'Use a port above 1023.');
    throw error;
  }
}

/** A timer of Node.js holds at most this; anything longer would end at once. */
const LONGEST: Duration = days(24);

function lengthOf(text: string): Duration {
  const length = durationOption('--for', text);
  if (length <= LONGEST) return length;
  throw usage(
    `--for ${text}: longer than ${formatDuration(LONGEST)}.`,
    'Leave it out to serve until Ctrl-C.',
  );
}

type WhyStopped = 'signal' | 'time' | 'untold';

/** Waits for Ctrl-C, a SIGTERM, the end of the given time, or `stop`. A second Ctrl-C ends the process as ever. */
function watchStop(length: number | undefined): {
  readonly stopped: Promise<WhyStopped>;
  readonly stop: (why: WhyStopped) => void;
} {
  const { promise, resolve } = Promise.withResolvers<WhyStopped>();
  const onSignal = (): void => resolve('signal');
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const timer = length === undefined ? undefined : setTimeout(() => resolve('time'), length);
  const stopped = promise.finally(() => {
    clearTimeout(timer);
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  });
  return { stopped, stop: resolve };
}
