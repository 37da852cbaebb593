import { describe, expect, it } from 'vitest';
import { type AccountResult, joinTurns } from '../../src/app/run/account-result.ts';
import { begin } from '../../src/app/run/begin.ts';
import { digest } from '../../src/app/run/digest.ts';
import { type FinishedRun, finish } from '../../src/app/run/finish.ts';
import { gate } from '../../src/app/run/gate.ts';
import { keepRun } from '../../src/app/run/keep-run.ts';
import type { Manifest } from '../../src/app/run/manifest.ts';
import type { RunParts } from '../../src/app/run/parts.ts';
import { type Turn, workOnAccount } from '../../src/app/run/work-on-account.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import type { RunReport } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { days, type Instant, MINUTE } from '../../src/domain/time.ts';
import { createBudget } from '../../src/engine/budget.ts';
import type { CanaryState } from '../../src/policy/pauses.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Sandbox, UserDefinition } from '../../src/sandbox/index.ts';
import {
  day,
  member,
  memoryLedger,
  NOBODY_ADOPTS,
  partsOf,
  reportsOf,
  run,
  sandboxWith,
} from '../support/world.ts';

const FIRST = '111111111111';
const SECOND = '222222222222';
const THIRD = '333333333333';
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };
const APP: UserDefinition = { name: 'app', keys: [{ createdAt: day(-95), lastUsed }] };
const CANARY: Settings = {
  ...NOBODY_ADOPTS,
  safety: {
    ...NOBODY_ADOPTS.safety,
    canary: { accounts: [FIRST], organizationalUnits: [], for: days(1) },
  },
};

interface World {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
}

const worldOf = (users: Readonly<Record<string, readonly UserDefinition[]>>): World => ({
  sandbox: sandboxWith(Object.entries(users).map(([id, list]) => member(id, list))),
  ledger: memoryLedger(),
});

const few = (): World =>
  worldOf({
    [FIRST]: [APP, { name: 'quiet', keys: [{ createdAt: day(-10) }] }],
    [SECOND]: [APP, { name: 'unused', keys: [{ createdAt: day(-400) }] }],
    [THIRD]: [
      {
        name: 'two',
        keys: [
          { createdAt: day(-95), lastUsed },
          { createdAt: day(-120), lastUsed },
        ],
      },
    ],
  });

const overTheBorder = <T>(data: T): T => JSON.parse(JSON.stringify(data)) as T;

/** One run in which every stage, and every account, is a process of its own, and only text passes between them. */
async function inProcesses(
  world: World,
  settings: Settings,
  how: { readonly lost?: string; readonly turn?: (parts: RunParts) => Turn } = {},
): Promise<{ readonly report: RunReport; readonly turns: readonly AccountResult[] }> {
  const budget = createBudget(settings.safety);
  const turns: AccountResult[] = [];
  const parts = (name: string): RunParts & { readonly budget: typeof budget } => ({
    ...partsOf(world.sandbox, { ledger: world.ledger, settings, processId: name }),
    budget,
  });
  const manifest = overTheBorder(await begin(parts('begin'), { enforce: true }));
  const workOn = async (task: Manifest['tasks'][number], canary: CanaryState) => {
    if (task.account.id === how.lost) return undefined;
    let whole: AccountResult | undefined;
    for (let turn = 0; whole === undefined || whole.handled !== undefined; turn += 1) {
      const mine = parts(`${task.account.id}-${turn}`);
      const handled = whole?.handled === undefined ? {} : { handled: whole.handled };
      const result = overTheBorder(
        await workOnAccount(mine, manifest, { task, canary, turn: { ...how.turn?.(mine), ...handled } }),
      );
      turns.push(result);
      whole = joinTurns(whole, result);
    }
    return whole;
  };
  const first = manifest.tasks.filter(({ wave }) => wave === 'canary');
  const canaries = new Map<AccountId, AccountResult>();
  for (const task of first) {
    const result = await workOn(task, manifest.canary);
    if (result !== undefined) canaries.set(task.account.id, result);
  }
  const state = overTheBorder(gate(manifest, canaries));
  const results = [];
  for (const task of manifest.tasks) {
    const done = task.wave === 'canary' ? canaries.get(task.account.id) : await workOn(task, state);
    results.push({ task, result: done });
  }
  const known = results.flatMap(({ result }) => (result === undefined ? [] : [result]));
  const delivered = overTheBorder(await digest(parts('digest'), manifest, known));
  const finished: FinishedRun = await finish(parts('finish'), manifest, { results, delivered });
  await keepRun(parts('keep'), overTheBorder(finished));
  return { report: finished.report, turns };
}

/** What a report says, without the ids and seconds of its run. */
const essence = (report: RunReport) => ({
  coverage: report.coverage,
  // Both worlds make keys with ids of their own.
  decisions: report.decisions
    .map(
      ({ accountId, userName, action, reason, outcome, objections = [] }) =>
        `${accountId}/${userName} ${action} ${reason} ${outcome?.status ?? ''} ${objections.map(({ gate }) => gate).join()}`,
    )
    .sort(),
  exemptions: report.exemptions,
  notices: report.notices,
  complete: report.complete,
  exitCode: report.exitCode,
  figures: report.trend.map(({ accounts, decisions, done, failed }) => ({
    accounts,
    decisions,
    done,
    failed,
  })),
});

describe('a run in stages', () => {
  it('comes to the same whether one process plays it or each stage is one, day after day', async () => {
    const [one, many] = [few(), few()];
    for (const today of [0, 4, 8, 10, 11, 14, 21]) {
      for (const { sandbox } of [one, many]) sandbox.clock.set(day(today));
      const whole = await run(one.sandbox, { ledger: one.ledger, settings: CANARY, processId: `d${today}` });
      const { report } = await inProcesses(many, CANARY);
      expect(essence(report), `day ${today}`).toEqual(essence(whole));
    }
    const acts = (await reportsOf(many.ledger).last())?.trend.reduce((sum, { done }) => sum + done, 0);
    expect(acts).toBeGreaterThan(5);
  });

  it('counts the changes once for all accounts, whoever asks', async () => {
    const world = worldOf({ [FIRST]: [APP], [SECOND]: [APP], [THIRD]: [APP] });
    const { report } = await inProcesses(world, {
      ...NOBODY_ADOPTS,
      safety: { ...NOBODY_ADOPTS.safety, maxChangesPerRun: 2 },
    });
    expect(report.decisions.filter(({ outcome }) => outcome?.status === 'done')).toHaveLength(2);
    expect(report.decisions.filter(({ objections = [] }) => objections[0]?.gate === 'budget')).toHaveLength(
      1,
    );
  });

  it('an account without a result is a failure in the coverage, and the run is not complete', async () => {
    const { report } = await inProcesses(few(), NOBODY_ADOPTS, { lost: SECOND });
    const entry = report.coverage.find(({ accountId }) => accountId === SECOND);
    expect(entry).toMatchObject({ outcome: 'failed', code: 'ACCOUNT_WITHOUT_RESULT' });
    expect([report.complete, report.exitCode]).toEqual([false, 2]);
  });

  it('refuses what another version found out', async () => {
    const { sandbox, ledger } = few();
    const parts = { ...partsOf(sandbox, { ledger }), budget: createBudget(NOBODY_ADOPTS.safety) };
    const manifest = await begin(parts, { enforce: true });
    const [task] = manifest.tasks;
    if (task === undefined) throw new Error('no account');
    const other = { ...manifest, schema: 'keyturn/manifest/v2' } as unknown as Manifest;
    const work = { task, canary: manifest.canary };
    await expect(workOnAccount(parts, other, work)).rejects.toMatchObject({ code: 'RUN_OTHER_VERSION' });
  });
});

describe('the gate between the canaries and the others', () => {
  const isDone = (report: RunReport, accountId: string): boolean =>
    report.decisions.some((one) => one.accountId === accountId && one.outcome?.status === 'done');
  const twice = async (world: World): Promise<void> => {
    for (const today of [-20, -10]) {
      world.sandbox.clock.set(day(today));
      await run(world.sandbox, { ledger: world.ledger, settings: CANARY, processId: `d${today}` });
    }
    world.sandbox.clock.set(day(0));
  };

  it('lets the others follow when canaries have gone well, in earlier runs and in this one', async () => {
    const world = worldOf({ [FIRST]: [APP], [SECOND]: [APP] });
    await twice(world);
    const { report } = await inProcesses(world, CANARY);
    expect([isDone(report, FIRST), isDone(report, SECOND)]).toEqual([true, true]);
  });

  it('lets the others wait in the very run in which a canary fails', async () => {
    const world = worldOf({ [FIRST]: [APP], [SECOND]: [APP] });
    await twice(world);
    world.sandbox.faults.on(({ operation, accountId }) =>
      operation === 'CreateAccessKey' && accountId === FIRST
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    const { ledger, sandbox } = world;
    const report = await run(sandbox, { ledger, settings: CANARY, processId: 'd0' });
    expect(isDone(report, SECOND)).toBe(false);
    const gates = report.decisions.flatMap(({ objections = [] }) => objections);
    expect(gates).toContainEqual(
      expect.objectContaining({ gate: 'canary', detail: expect.stringContaining('failed in this run') }),
    );
  });

  it('lets the others wait when a canary gave no result', async () => {
    const world = worldOf({ [FIRST]: [APP], [SECOND]: [APP] });
    await twice(world);
    const { report } = await inProcesses(world, CANARY, { lost: FIRST });
    expect(isDone(report, SECOND)).toBe(false);
  });
});

describe('an account in turns', () => {
  const crowd = (): World =>
    worldOf({
      [FIRST]: Array.from({ length: 150 }, (_, i) => ({
        name: `user${String(i).padStart(3, '0')}`,
        keys: [{ createdAt: day(i % 3 === 0 ? -95 : -85), lastUsed }],
      })),
    });
  const slow: Settings = {
    ...NOBODY_ADOPTS,
    concurrency: { ...NOBODY_ADOPTS.concurrency, requestsPerSecond: 5 },
  };
  /** Ten seconds to begin users in, at five calls a second. */
  const short = ({ clock }: RunParts): Turn => ({ until: (clock.now() + 5 * MINUTE + 10_000) as Instant });
  /** No time at all. */
  const none = ({ clock }: RunParts): Turn => ({ until: clock.now() });

  it.each([
    ['with a credential report', slow],
    ['without a credential report', { ...slow, reading: { ...slow.reading, credentialReport: false } }],
  ])('comes to its end, and nobody is decided about twice: %s', async (_, settings) => {
    const world = crowd();
    const { report, turns: all } = await inProcesses(world, settings, { turn: short });
    const turns = all.filter(({ coverage }) => coverage.accountId === FIRST);
    expect(turns.length).toBeGreaterThan(1);
    expect(turns.slice(0, -1).every(({ handled = [] }) => handled.length > 0)).toBe(true);
    const decided = report.decisions.map(({ keyId }) => keyId);
    expect(new Set(decided).size).toBe(decided.length);
    expect(decided).toHaveLength(150);
    const made = world.sandbox.world.events.filter(
      ({ type, actor }) => type === 'CreateAccessKey' && actor !== 'hand',
    );
    expect(made).toHaveLength(50);
    expect(new Set(made.map(({ userName }) => userName)).size).toBe(50);
    expect(report.coverage.find(({ accountId }) => accountId === FIRST)).toMatchObject({
      outcome: 'scanned',
      users: 150,
      usersWithKeys: 150,
      failedUsers: [],
    });
  });

  it('gets further in every turn, however short it is', async () => {
    const world = worldOf({ [FIRST]: [APP, { ...APP, name: 'b' }, { ...APP, name: 'c' }] });
    const { report, turns } = await inProcesses(world, NOBODY_ADOPTS, { turn: none });
    expect(turns.filter(({ coverage }) => coverage.accountId === FIRST)).toHaveLength(3);
    expect(report.decisions.filter(({ outcome }) => outcome?.status === 'done')).toHaveLength(3);
  });
});
