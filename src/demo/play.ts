import { createHash } from 'node:crypto';
import { createKillSwitch } from '../app/kill-switch.ts';
import { openLedger } from '../app/open-ledger.ts';
import type { RunParts } from '../app/run/parts.ts';
import { runOnce } from '../app/run/run-once.ts';
import { undo } from '../app/undo.ts';
import { createCloud } from '../aws/cloud.ts';
import type { AccountId } from '../domain/ids.ts';
import type { Notice } from '../domain/memory.ts';
import type { RunReport } from '../domain/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../domain/settings.ts';
import { DAY, type Duration, HOUR, hours, type Instant } from '../domain/time.ts';
import { SILENT_HOST } from '../ports/host.ts';
import type { Ids } from '../ports/ids.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { Reports } from '../ports/reports.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import { accountDefinition, DEMO_ACCOUNTS, DEMO_ORGANIZATION, HUB, hubDefinition } from './accounts.ts';
import { buildCast, type CastMember } from './cast.ts';
import { createOwners, type OwnerEvent } from './owners.ts';

/** What to play. */
export interface PlayOptions {
  readonly days: number;
  readonly seed: number;
  /** Told after each day. */
  readonly onDay: (day: DayStory) => void;
}

/** What happened on one day. */
export interface DayStory {
  readonly day: number;
  readonly at: Instant;
  readonly owners: readonly OwnerEvent[];
  readonly undone: readonly OwnerEvent[];
  readonly crashed: boolean;
  readonly report: RunReport;
  readonly notices: readonly Notice[];
}

/** A story played to its end. */
export interface Play {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
  readonly reports: Reports;
  readonly cast: readonly CastMember[];
  readonly settings: Settings;
  readonly last: RunReport | undefined;
}

/** Everything that the story's days share. */
interface Stage extends Omit<Play, 'last'> {
  readonly notices: Notice[];
}

/** The story begins on a fixed day, so that it is the same whenever it is played. */
const FIRST_DAY = Date.parse('2027-01-04T00:00:00Z');
const REGION = 'eu-west-1';
const MORNING = 9 * HOUR;
const RUN_AT = 13 * HOUR;
const CRASH_DAY = 40;

/** Plays the story: owners act in the morning, Keyturn runs at 13:00 UTC, every day. */
export async function play(options: PlayOptions): Promise<Play> {
  const stage = await buildStage(options.seed);
  const owners = createOwners(stage.sandbox, stage.cast, REGION);
  let last: RunReport | undefined;
  for (let day = 0; day < options.days; day += 1) {
    stage.sandbox.clock.set(FIRST_DAY + day * DAY + MORNING);
    const acted = await owners.act(day);
    stage.sandbox.clock.set(FIRST_DAY + day * DAY + RUN_AT);
    const undone = await undoFor(stage, acted, day);
    for (const event of undone) owners.reopened(event.accountId, event.userName, day);
    stage.notices.length = 0;
    const { report, crashed } = await runDay(stage, day);
    owners.read(stage.notices, day);
    const at = report.startedAt;
    options.onDay({ day, at, owners: acted, undone, crashed, report, notices: [...stage.notices] });
    last = report;
  }
  return { ...stage, last };
}

async function buildStage(seed: number): Promise<Stage> {
  const random = seededNumbers(`cast/${seed}`);
  const cast = buildCast(FIRST_DAY, random);
  const accounts = DEMO_ACCOUNTS.map((account) => {
    const users = cast.filter((member) => member.accountId === account.id).map((member) => member.user);
    return accountDefinition(account, users);
  });
  const sandbox = createSandbox({
    startAt: FIRST_DAY,
    seed,
    pageSize: 6,
    world: { organization: DEMO_ORGANIZATION, accounts: [hubDefinition(), ...accounts] },
  });
  for (const account of DEMO_ACCOUNTS) {
    if (account.iamRate !== undefined) sandbox.limitRate(account.id, 'iam', { perSecond: account.iamRate });
  }
  scriptFaults(sandbox);
  const { ledger, reports } = await openLedger({
    path: ':memory:',
    kind: 'rehearsal',
    newId: `demo${seed}`,
    access: 'write',
    host: SILENT_HOST,
  });
  const exemptions = [...DEFAULT_SETTINGS.exemptions, { tag: { key: 'KeyturnExempt' } }];
  return {
    sandbox,
    ledger,
    reports,
    cast,
    settings: {
      ...DEFAULT_SETTINGS,
      exemptions,
      concurrency: { ...DEFAULT_SETTINGS.concurrency, accounts: 1 },
    },
    notices: [],
  };
}

/** Two things go wrong in the story: an answer is lost, and Keyturn dies in the middle of a rotation. */
function scriptFaults(sandbox: Sandbox): void {
  const lostOnce = new Set<string>();
  sandbox.faults.on((call) => {
    if (call.operation !== 'CreateAccessKey' || call.accountId !== '200000000008') return undefined;
    const day = Math.floor((sandbox.clock.now() - FIRST_DAY) / DAY);
    if (day === CRASH_DAY && !call.processId.endsWith('again')) return { kind: 'crash-after' };
    if (day >= 25 && day < CRASH_DAY && !lostOnce.has('lost')) {
      lostOnce.add('lost');
      return { kind: 'lost-response' };
    }
    return undefined;
  });
}

async function runDay(
  stage: Stage,
  day: number,
): Promise<{ readonly report: RunReport; readonly crashed: boolean }> {
  const name = `day-${day}`;
  const finished = runOnce(partsFor(stage, name), { enforce: true });
  const crashed = stage.sandbox.faults.crashOf(name).then(() => undefined);
  const report = await Promise.race([finished, crashed]);
  if (report !== undefined) return { report, crashed: false };
  // The process is dead; its leases are not. Somebody starts it again an hour later.
  stage.sandbox.clock.advance(HOUR);
  return { report: await runOnce(partsFor(stage, `${name}-again`), { enforce: true }), crashed: true };
}

/** Whoever was cut off calls for help, and the operator undoes the deactivation. */
async function undoFor(
  stage: Stage,
  events: readonly OwnerEvent[],
  day: number,
): Promise<readonly OwnerEvent[]> {
  const undone: OwnerEvent[] = [];
  for (const event of events.filter(({ kind }) => kind === 'cut-off')) {
    const query = {
      user: event.userName,
      accountId: event.accountId as AccountId,
      length: hours(72) as Duration,
    };
    try {
      await undo(partsFor(stage, `undo-${day}`), query);
      undone.push(event);
    } catch {
      // The verdict at the end counts who stayed cut off.
    }
  }
  return undone;
}

function partsFor(stage: Stage, processId: string): RunParts {
  const { sandbox, settings, ledger, reports } = stage;
  const clock = {
    now: () => sandbox.clock.now() as Instant,
    sleep: async (milliseconds: number): Promise<void> => sandbox.clock.advance(milliseconds),
  };
  const ids = seededIds(`${processId}/${sandbox.clock.now()}`);
  const credentials = sandbox.world.credentials.forRole({
    accountId: HUB,
    roleName: 'KeyturnHub',
    sessionName: 'story',
  });
  const connection = { region: REGION, credentials, requestHandler: sandbox.requestHandler(processId) };
  const { readRole, rotateRole } = settings.organization;
  const cloud = createCloud({ connection, clock, ids, readRole, rotateRole, withUnits: true });
  const mailbox: Notifier = {
    channel: 'story',
    countsAsNotice: true,
    deliver: async (notices) => {
      stage.notices.push(...notices);
      return { accepted: notices.map((notice) => notice.id) };
    },
  };
  const killSwitch = createKillSwitch(settings.safety.killSwitch, cloud);
  return {
    settings,
    cloud,
    ledger,
    reports,
    clock,
    ids,
    host: SILENT_HOST,
    killSwitch,
    notifiers: [mailbox],
  };
}

/** Numbers in [0, 1) that depend on the seed alone. */
function seededNumbers(seed: string): () => number {
  let count = 0;
  return () => {
    count += 1;
    return (
      Number.parseInt(createHash('sha256').update(`${seed}/${count}`).digest('hex').slice(0, 8), 16) / 2 ** 32
    );
  };
}

function seededIds(seed: string): Ids {
  const random = seededNumbers(seed);
  let count = 0;
  return {
    next: () => {
      count += 1;
      return createHash('sha256').update(`${seed}/id/${count}`).digest('hex').slice(0, 20);
    },
    random,
  };
}
