import type { Connection } from '../aws/clients.ts';
import { type CloudOptions, createCloud } from '../aws/cloud.ts';
import { assertLoopback, loopbackHandler } from '../aws/endpoints.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { Settings } from '../domain/settings.ts';
import type { Instant } from '../domain/time.ts';
import type { Cloud } from '../ports/cloud.ts';
import type { Host } from '../ports/host.ts';
import type { Ledger } from '../ports/ledger.ts';
import { namesAccountTags, namesUnits } from './asked-of-organization.ts';
import { channelsOf } from './channels.ts';
import { machineClock, machineTicker, randomIds, shiftTo } from './clocks.ts';
import { createKillSwitch } from './kill-switch.ts';
import {
  assertThere,
  existingLedger,
  type LedgerPlace,
  ledgerOf,
  namedLedger,
  prepareFolder,
  type Surroundings,
} from './ledger-place.ts';
import { openLedger } from './open-ledger.ts';
import { isSettled, RUNS_LOOKED_AT } from './run/other-ledger.ts';
import type { RunParts } from './run/parts.ts';
import { tellOfLedger } from './tell-of-ledger.ts';
import { tellWaits } from './tell-waits.ts';

/** How a command wants to be connected. */
export interface ConnectOptions extends Surroundings {
  readonly settings: Settings;
  readonly host: Host;
  readonly region?: string;
  /** Whether AWS and the ledger may be written. */
  readonly enforce: boolean;
  /** Refuses to begin a new ledger. */
  readonly ledgerMustExist?: boolean;
  /** Begins a new ledger although there are secrets of another one. */
  readonly newLedger?: boolean;
  /** Another day to rehearse. */
  readonly now?: Instant;
  /** Aborted when a person wants the command to end: nothing more is begun, and reading stops at once. */
  readonly stop?: AbortSignal;
  /** Told where the ledger is before it is opened or made; may refuse by throwing. */
  readonly checkLedger?: (path: string) => Promise<void>;
}

/**
 * Wires a run to AWS, or to any endpoint that speaks its protocols, and to the embedded ledger.
 *
 * With `now` and `enforce` every endpoint must be on loopback and the ledger a rehearsal's. A dry run opens the ledger
 * read-only. Errors: REHEARSAL_NOT_LOOPBACK, REHEARSAL_LEDGER, LEDGER_*, and USAGE for a new ledger that is none.
 */
export async function connect(options: ConnectOptions): Promise<RunParts> {
  const { settings, host, enforce, now, stop } = options;
  const rehearsal = now !== undefined;
  const region = options.region === undefined ? {} : { region: options.region };
  if (rehearsal && enforce) await assertLoopback(region);
  const { requestTimeout } = settings.concurrency;
  const bounded = { ...region, requestTimeout, network: true };
  const connection: Connection =
    rehearsal && enforce ? { ...bounded, requestHandler: loopbackHandler(requestTimeout) } : bounded;

  const shift = rehearsal ? shiftTo(now) : 0;
  const clock = machineClock(shift);
  const ids = randomIds();
  const waiting = tellWaits(host, machineTicker());
  const cloud = createCloud({
    ...cloudOptions(settings),
    ...{ connection, clock, ids, shift, waiting },
    ...(stop === undefined ? {} : { stop }),
  });
  const place = await placeFor(options, cloud);
  await options.checkLedger?.(place.path);
  if (enforce) prepareFolder(place);
  const kind = rehearsal ? (enforce ? 'rehearsal' : 'any') : 'real';
  const access = enforce ? 'write' : 'read';
  const { ledger, reports } = await openLedger({ path: place.path, kind, newId: ids.next(), access, host });
  if (options.newLedger === true) await assertBegins(ledger, place);
  tellOfLedger(host, place, { isNew: ledger.isNew, enforce });
  const killSwitch = createKillSwitch(settings.safety.killSwitch, cloud);
  return {
    settings,
    cloud,
    ledger,
    reports,
    clock,
    ids,
    host,
    killSwitch,
    waiting,
    ...(rehearsal ? { rehearsal } : {}),
    ...(stop === undefined ? {} : { interrupted: () => stop.aborted }),
    notifiers: channelsOf(settings, host, ledger.kind === 'rehearsal'),
    newLedger: options.newLedger === true ? 'asked-for' : 'not-asked-for',
  };
}

/** Without a name the ledger is the caller's; an undo, which must not fail for credentials, then takes the only one. */
async function placeFor(options: ConnectOptions, cloud: Cloud): Promise<LedgerPlace> {
  const { settings, env, cwd, ledgerMustExist = false } = options;
  const named = namedLedger(settings, { env, cwd });
  if (named !== undefined) return ledgerMustExist ? assertThere(named) : named;
  if (!ledgerMustExist) return ledgerOf(settings, { env, cwd, account: (await cloud.caller()).accountId });
  const account = await cloud.caller().then(
    (caller) => caller.accountId,
    () => undefined,
  );
  if (account === undefined) return existingLedger(settings, { env, cwd });
  return assertThere(ledgerOf(settings, { env, cwd, account }));
}

/** Whoever always asks for a new ledger has no protection against one that began by accident. Errors: USAGE. */
async function assertBegins(ledger: Ledger, { path }: LedgerPlace): Promise<void> {
  if (!isSettled(await ledger.runs(RUNS_LOOKED_AT))) return;
  await ledger.close();
  throw new KeyturnError({
    code: 'USAGE',
    message: `--new-ledger: the ledger ${path} is in use already.`,
    next: 'Leave --new-ledger out, or name a file that does not exist yet with --ledger.',
  });
}

function cloudOptions(
  settings: Settings,
): Omit<CloudOptions, 'connection' | 'clock' | 'ids' | 'shift' | 'waiting' | 'stop'> {
  const { organization, delivery } = settings;
  return {
    readRole: organization.readRole,
    rotateRole: organization.rotateRole,
    withUnits: namesUnits(settings),
    withTags: namesAccountTags(settings),
    requestsPerSecond: settings.concurrency.requestsPerSecond,
    ...(organization.list === undefined ? {} : { list: organization.list }),
    ...(delivery.region === undefined ? {} : { secretRegion: delivery.region }),
  };
}
