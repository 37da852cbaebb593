import { isKeyturn } from '../../../src/demo/invariants.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import type { UserMemory } from '../../../src/domain/memory.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { ReportedDecision } from '../../../src/domain/report.ts';
import type { UserRecord } from '../../../src/sandbox/index.ts';
import { versionIdOf } from '../../../src/secrets/secret-names.ts';
import type { Stage } from '../stage.ts';
import { isKeptByPerson, isReleasedByPerson } from './persons-own.ts';
import { inForce, isExempt, policyOf } from './rules-of.ts';
import { secretProblems } from './secrets.ts';

const DAY = 86_400_000;

/**
 * What must be true when faults have stopped and enough quiet days have passed: nothing is left open, and whatever was
 * due before the quiet began has been done, or stands in the report as held, with the gates that hold it.
 */
export async function endProblems(stage: Stage, quietFrom: number): Promise<readonly string[]> {
  const last = stage.knowledge.processes.at(-1);
  const report = last?.report;
  if (report === undefined) return [`end: the last run gave no report (${String(last?.error)})`];
  const problems = [...(await secretProblems(stage))];
  const { broken } = stage.schedule;
  const deaf = stage.schedule.deaf?.until === Number.POSITIVE_INFINITY;
  if (
    broken === undefined &&
    !deaf &&
    !report.complete &&
    report.decisions.every(({ outcome }) => outcome?.status !== 'failed')
  )
    problems.push(`end: the last run is not complete: ${JSON.stringify(report.coverage)}`);
  for (const account of stage.schedule.accounts) {
    if (broken?.accountId === account.id && broken.userName === undefined) continue;
    const memories = await stage.ledger.loadAccount(account.id as AccountId);
    for (const user of stage.sandbox.world.iam.users(account.id)) {
      if (broken?.accountId === account.id && broken.userName === user.name) continue;
      const decisions = report.decisions.filter((decision) => decision.userId === user.userId);
      const memory = [...memories.values()].find(({ userId }) => userId === user.userId);
      const open = memory?.openSaga;
      const held = decisions.some(({ action }) => action === 'hold');
      if (open !== undefined && !held && !isExemptNow(stage, user))
        problems.push(
          `end: ${user.name}: a ${open.kind} of ${new Date(open.openedAt).toISOString()} is still open`,
        );
      problems.push(...keyProblems(stage, user, { decisions, quietFrom, misread: misreadOf(stage, memory) }));
    }
  }
  return problems;
}

/**
 * Keys that a process whose clock had jumped ahead took for switched on by a person: the listing was as old as the change,
 * and that clock said otherwise. They stay as they are, and a person may release them.
 */
function misreadOf(stage: Stage, memory: UserMemory | undefined): ReadonlySet<string> {
  const jumped = stage.schedule.steps.some(
    (step) => step.kind === 'run' && step.faults.points.some(({ what }) => what === 'clock-jump'),
  );
  const holds = memory?.holds.filter(({ kind }) => kind === 'reactivated-by-hand') ?? [];
  return new Set(jumped ? holds.map(({ keyId }) => keyId as string) : []);
}

function keyProblems(
  stage: Stage,
  user: UserRecord,
  seen: {
    readonly decisions: readonly ReportedDecision[];
    readonly quietFrom: number;
    readonly misread: ReadonlySet<string>;
  },
): readonly string[] {
  const { decisions, quietFrom } = seen;
  const startedAt = stage.knowledge.processes.at(-1)?.startedAt ?? 0;
  const person = stage.knowledge.people.get(user.userId);
  const now = stage.sandbox.clock.now();
  const problems: string[] = [];
  if (person === undefined || isExemptNow(stage, user)) return problems;
  const force = inForce(stage.knowledge, person, quietFrom, now);
  const policies = force.map((one) => policyOf(person, one));
  const rotateAfter = Math.max(...policies.map((policy) => policy.rotateAfter));
  for (const key of user.keys.values()) {
    const say = (text: string): void => {
      const said = decisions.map(({ action, reason, objections = [] }) =>
        [action, reason, ...objections.map(({ gate }) => gate)].join(' '),
      );
      problems.push(`end: ${user.name} …${key.id.slice(-4)}: ${text} (${said.join('; ') || 'no decision'})`);
    };
    const own = decisions.find((decision) => decision.keyId === key.id);
    if (own === undefined) {
      if (key.createdAt < startedAt - 1000) say('a key without a decision');
      continue;
    }
    const held = decisions.some(({ action }) => action === 'hold');
    const { made, offAt, promotedAt } = lifeOf(stage, key.id);
    const ours = { ...key, userId: user.userId };
    const persons = isKeptByPerson(stage.knowledge, ours) || isReleasedByPerson(stage.knowledge, ours);
    if (made && promotedAt === undefined && !held && !persons)
      say('G1: made by Keyturn, never handed over, and still there');
    const old = key.createdAt + rotateAfter < quietFrom - DAY;
    const spared = own.reason === 'UNUSED_KEY_KEPT';
    // Used now and then, it is announced and overtaken in turn.
    const overtaken = (own.due ?? 0) > now && (key.uses.at(-1)?.at ?? 0) > quietFrom;
    if (
      key.status === 'Active' &&
      old &&
      !held &&
      !spared &&
      !overtaken &&
      !turnedFromConflict(stage, own, longestLead(policies)) &&
      !moves(stage, user, policies)
    )
      say('was due before the quiet, and is active still');
    const misread = seen.misread.has(key.id);
    if (key.status === 'Inactive' && offAt !== undefined && offAt < quietFrom - DAY && !held && !misread)
      say('was switched off by Keyturn before the quiet, and is there still');
    const deaf = stage.schedule.deaf?.until === Number.POSITIVE_INFINITY;
    const told = wasTold(stage, key.id) || decisions.some(heldInHandOver);
    if (!deaf && promotedAt !== undefined && promotedAt < now - 3 * DAY && !told)
      say('G1: handed over, and its owner was never told');
  }
  return problems;
}

/**
 * Whether two keys were in each other's way, and the key goes on another ground since, for a date that is still to come:
 * the first that could be told when the conflict ended (by a use, a key that went, a time without use), and no later one.
 */
function turnedFromConflict(stage: Stage, own: ReportedDecision, lead: number): boolean {
  const due = own.due ?? 0;
  if (own.action === 'hold' || due <= stage.sandbox.clock.now() || isAboutConflict(own)) return false;
  const runs = stage.knowledge.processes.filter(({ report }) => report !== undefined);
  const last = runs.findLastIndex(({ report }) =>
    report?.decisions.some(
      (one) => one.keyId === own.keyId && one.userId === own.userId && isAboutConflict(one),
    ),
  );
  const turned = last < 0 ? undefined : runs[last + 1];
  return turned !== undefined && due <= turned.startedAt + lead + DAY;
}

/** How long before its date a change may be announced at the most. */
function longestLead(policies: readonly Policy[]): number {
  return Math.max(...policies.map(({ warnBefore, minNotice }) => Math.max(minNotice, ...warnBefore)));
}

function isAboutConflict({ reason }: ReportedDecision): boolean {
  return ABOUT_CONFLICT.has(reason);
}

const ABOUT_CONFLICT: ReadonlySet<string> = new Set([
  'TWO_ACTIVE_KEYS_CONFLICT',
  'EXPIRED_ACTIVE_KEY_CONFLICT_LRU',
  'FORCED_ROTATION_CONFLICT_LRU',
  'KEY_PENDING_EXPIRATION_CONFLICT',
]);

/** What stands between a key that was promoted and the notice of it, where only a person or another ledger can go on. */
const HAND_OVER_GATES: ReadonlySet<string> = new Set(['unfinished-saga', 'foreign-ledger']);

/** Whether a rotation is held in the middle of its hand-over: the report says so, which is not silence. */
function heldInHandOver({ action, reason, objections = [] }: ReportedDecision): boolean {
  return (
    action === 'hold' &&
    reason === 'UNFINISHED_ROTATION' &&
    objections.some(({ gate }) => HAND_OVER_GATES.has(gate))
  );
}

/** Whether Keyturn did something to the user so lately that the next step may still be to come. */
function moves(stage: Stage, user: UserRecord, policies: readonly Policy[]): boolean {
  const longest = Math.max(
    ...policies.map(
      ({ installGrace, recoveryGrace, warnBefore, minNotice, inUse, quietPeriod, reportingLag }) =>
        installGrace +
        recoveryGrace +
        Math.max(0, ...warnBefore) +
        minNotice +
        inUse.extend +
        quietPeriod +
        reportingLag,
    ),
  );
  const since = stage.sandbox.clock.now() - longest - 5 * DAY;
  const announced = stage.knowledge.mail.some(
    ({ notice, at }) =>
      notice.userId === user.userId && at > since && (notice.plannedFor ?? 0) > stage.sandbox.clock.now(),
  );
  return (
    announced ||
    stage.sandbox.world.events.some(
      (event) =>
        event.at > since &&
        event.userId === user.userId &&
        isKeyturn(event) &&
        event.accessKeyId !== undefined,
    )
  );
}

function lifeOf(stage: Stage, keyId: string) {
  const { events } = stage.sandbox.world;
  const version = versionIdOf(keyId as Parameters<typeof versionIdOf>[0]);
  const about = events.filter((event) => event.accessKeyId === keyId);
  const off = about.findLast((event) => event.type === 'UpdateAccessKey');
  return {
    made: about.some((event) => event.type === 'CreateAccessKey' && isKeyturn(event)),
    offAt: off !== undefined && isKeyturn(off) && off.detail.to === 'Inactive' ? off.at : undefined,
    promotedAt: events.find(
      (event) =>
        event.type === 'UpdateSecretVersionStage' &&
        event.detail.stage === 'AWSCURRENT' &&
        event.detail.to === version,
    )?.at,
  };
}

function wasTold(stage: Stage, keyId: string): boolean {
  return stage.knowledge.mail.some(({ notice }) => notice.kind === 'rotated' && notice.newKeyId === keyId);
}

function isExemptNow(stage: Stage, user: UserRecord): boolean {
  const person = stage.knowledge.people.get(user.userId);
  const now = stage.sandbox.clock.now();
  return (
    person !== undefined &&
    inForce(stage.knowledge, person, now, now).every((one) => isExempt(person, one, now))
  );
}
