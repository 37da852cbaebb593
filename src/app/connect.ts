import type { Connection } from '../aws/clients.ts';
import { type CloudOptions, createCloud } from '../aws/cloud.ts';
import { assertLoopback, loopbackHandler } from '../aws/endpoints.ts';
import type { Settings } from '../config/settings.ts';
import type { Instant } from '../domain/time.ts';
import { openLedger } from '../ledger/sqlite-ledger.ts';
import { createConsoleNotifier } from '../notify/console.ts';
import { createFileNotifier } from '../notify/file.ts';
import type { Host } from '../ports/host.ts';
import type { Notifier } from '../ports/notifier.ts';
import { namesAccountTags, namesUnits } from './asked-of-organization.ts';
import { machineClock, randomIds, shiftTo } from './clocks.ts';
import { createKillSwitch } from './kill-switch.ts';
import type { RunParts } from './run.ts';

/** How a command wants to be connected. */
export interface ConnectOptions {
  readonly settings: Settings;
  readonly host: Host;
  readonly region?: string;
  /** Whether AWS and the ledger may be written. */
  readonly enforce: boolean;
  /** Refuses to begin a new ledger. */
  readonly ledgerMustExist?: boolean;
  /** Another day to rehearse. */
  readonly now?: Instant;
}

/**
 * Wires a run to AWS, or to any endpoint that speaks its protocols, and to the embedded ledger.
 *
 * With `now` and `enforce` every endpoint must be on loopback and the ledger a rehearsal's. A dry run opens the ledger
 * read-only. Errors: REHEARSAL_NOT_LOOPBACK, REHEARSAL_LEDGER, LEDGER_*.
 */
export async function connect(options: ConnectOptions): Promise<RunParts> {
  const { settings, host, enforce, now } = options;
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
  const kind = rehearsal ? (enforce ? 'rehearsal' : 'any') : 'real';
  const ledger = await openLedger(
    {
      path: settings.ledger.path,
      kind,
      newId: ids.next(),
      readOnly: !enforce,
      mustExist: options.ledgerMustExist === true,
    },
    { host },
  );
  const cloud = createCloud({ ...cloudOptions(settings), connection, clock, ids, shift });
  const killSwitch = createKillSwitch(settings.safety.killSwitch, cloud);
  return {
    settings,
    cloud,
    ledger,
    clock,
    ids,
    host,
    killSwitch,
    notifiers: notifiers(settings, host, ledger.kind === 'rehearsal'),
  };
}

function cloudOptions(settings: Settings): Omit<CloudOptions, 'connection' | 'clock' | 'ids' | 'shift'> {
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

/** Console and file reach no owner on real endpoints, so there they do not count as notice. */
function notifiers(settings: Settings, host: Host, simulated: boolean): readonly Notifier[] {
  const { file, console: toConsole } = settings.notify;
  return [
    ...(file === undefined ? [] : [createFileNotifier(file, simulated)]),
    ...(toConsole ? [createConsoleNotifier(host, simulated)] : []),
  ];
}
