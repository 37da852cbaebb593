import { describe, expect, it } from 'vitest';
import type { ReportedDecision } from '../../../src/domain/report.ts';
import { DAY, type Instant } from '../../../src/domain/time.ts';
import { day } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { endProblems } from './end.ts';
import { claimEvent, claimPromotion, claimRun, emptyStage, orderOn, userOf } from './testing.ts';

const QUIET_FROM = day(20);
const LAST = day(60);

/** What the end of a schedule says whose last runs told this of the user's only key. */
async function endOf(
  stage: Stage,
  told: {
    readonly earlier?: Partial<ReportedDecision>;
    readonly before?: Partial<ReportedDecision>;
    readonly last: Partial<ReportedDecision>;
  },
): Promise<readonly string[]> {
  const [keyId = ''] = userOf(stage).keyIds;
  const of = (decision: Partial<ReportedDecision>) => ({ keyId, ...decision }) as ReportedDecision;
  if (told.earlier !== undefined) claimRun(stage, LAST - 2 * DAY, [of(told.earlier)]);
  claimRun(stage, LAST - DAY, told.before === undefined ? [] : [of(told.before)]);
  claimRun(stage, LAST, [of(told.last)]);
  return (await endProblems(stage, QUIET_FROM)).map((problem) => problem.replace(/^end: u1 …\w+: /, ''));
}

describe('a key that was due before the quiet, and is active still', () => {
  const before = { action: 'hold', reason: 'TWO_ACTIVE_KEYS_CONFLICT' } as const;
  const announced = (due: number) =>
    ({ action: 'none', reason: 'UNUSED_KEY_PENDING_DELETION', due: due as Instant }) as const;

  it('is right when a conflict turned into another ground on the last day, for a date to come', async () => {
    expect(await endOf(emptyStage(), { before, last: announced(LAST + 5 * DAY) })).toEqual([]);
  });

  it('is right when it turned some days ago, for the first date that could be told then, and for no later one', async () => {
    const told = (due: number) => ({ earlier: before, before: announced(due), last: announced(due) });
    expect(await endOf(emptyStage(), told(LAST + 5 * DAY))).toEqual([]);
    expect(await endOf(emptyStage(), told(LAST + 20 * DAY))).toHaveLength(1);
  });

  it('is a violation when that date has passed', async () => {
    expect(await endOf(emptyStage(), { before, last: announced(LAST - DAY) })).toEqual([
      'was due before the quiet, and is active still (none UNUSED_KEY_PENDING_DELETION)',
    ]);
  });

  it('is a violation when nothing was in the way the day before', async () => {
    const last = announced(LAST + 5 * DAY);
    expect(await endOf(emptyStage(), { before: last, last })).toHaveLength(1);
    expect(
      await endOf(emptyStage(), { before: { ...before, reason: 'KEY_WITHIN_LIMITS' }, last }),
    ).toHaveLength(1);
  });
});

describe('a key that was handed over, and whose owner was never told', () => {
  const handedOver = (): Stage => {
    const stage = emptyStage({ age: 30 });
    claimPromotion(stage, userOf(stage).keyIds[0] ?? '', day(10));
    return stage;
  };
  const hold = (gate: 'unfinished-saga' | 'foreign-ledger' | 'freeze') =>
    ({
      action: 'hold',
      reason: 'UNFINISHED_ROTATION',
      objections: [{ gate, state: 'blocked', detail: '' }],
    }) as const;

  it('is right while its rotation is held in the hand-over, which the report says', async () => {
    expect(await endOf(handedOver(), { last: hold('unfinished-saga') })).toEqual([]);
    expect(await endOf(handedOver(), { last: hold('foreign-ledger') })).toEqual([]);
  });

  it('is silence where nothing is held, or something else', async () => {
    const silence = expect.stringContaining('G1: handed over, and its owner was never told');
    expect(await endOf(handedOver(), { last: { action: 'none', reason: 'KEY_WITHIN_LIMITS' } })).toEqual([
      silence,
    ]);
    expect(await endOf(handedOver(), { last: hold('freeze') })).toEqual([silence]);
    const other = { ...hold('unfinished-saga'), reason: 'TWO_ACTIVE_KEYS_CONFLICT' } as const;
    expect(await endOf(handedOver(), { last: other })).toEqual([silence]);
  });
});

describe('a key that Keyturn made and never handed over, and that is there at the end', () => {
  const stray = (): { readonly stage: Stage; readonly keyId: string } => {
    const stage = emptyStage({ age: 5 });
    const [keyId = ''] = userOf(stage).keyIds;
    claimEvent(stage, { type: 'CreateAccessKey', at: day(-5), accessKeyId: keyId as never });
    return { stage, keyId };
  };
  const last = { action: 'none', reason: 'KEY_WITHIN_LIMITS' } as const;

  it('is right when a person said that this key is to be kept, or released the user', async () => {
    const kept = stray();
    orderOn(kept.stage, { kind: 'keep', at: day(3), keyId: kept.keyId });
    expect(await endOf(kept.stage, { last })).toEqual([]);
    const released = stray();
    orderOn(released.stage, { kind: 'release', at: day(3) });
    expect(await endOf(released.stage, { last })).toEqual([]);
  });

  it('is a violation otherwise', async () => {
    const left = ['G1: made by Keyturn, never handed over, and still there (none KEY_WITHIN_LIMITS)'];
    expect(await endOf(stray().stage, { last })).toEqual(left);
    const other = stray();
    orderOn(other.stage, { kind: 'keep', at: day(3), keyId: 'AKIAANOTHER' });
    expect(await endOf(other.stage, { last })).toEqual(left);
    const unsure = stray();
    orderOn(unsure.stage, { kind: 'keep', at: day(3), keyId: unsure.keyId, sure: false });
    expect(await endOf(unsure.stage, { last })).toEqual(left);
    const earlier = stray();
    orderOn(earlier.stage, { kind: 'release', at: day(-9) });
    expect(await endOf(earlier.stage, { last })).toEqual(left);
  });
});

describe('a key that Keyturn switched off, and that is there at the end', () => {
  const last = { action: 'none', reason: 'INACTIVE_KEY_LEFT_ALONE' } as const;
  const left =
    'was switched off by Keyturn before the quiet, and is there still (none INACTIVE_KEY_LEFT_ALONE)';
  const jump = { at: 0, what: 'clock-jump', ms: DAY } as const;
  /** One that a run took for switched on by a person, with a run in the schedule whose clock jumped, or whose did not. */
  async function misread(points: readonly (typeof jump)[], holds = true): Promise<Stage> {
    const run = { kind: 'run', day: 5, seed: 1, style: 'plain', faults: { points }, forced: false } as const;
    const stage = emptyStage({ age: 30, steps: [run] });
    const { keyIds, userId, keys } = userOf(stage);
    const [keyId = ''] = keyIds;
    const detail = { from: 'Active', to: 'Inactive' };
    claimEvent(stage, { type: 'UpdateAccessKey', at: day(5), accessKeyId: keyId as never, detail });
    Object.assign(keys.get(keyId) ?? {}, { status: 'Inactive' });
    const ref = { accountId: '111111111111', userId, keyId };
    const hold = { ...ref, id: 'h1', kind: 'reactivated-by-hand', from: day(5), by: 'observation', why: 'x' };
    if (holds) await stage.ledger.addStandingHold(hold as never);
    return stage;
  }

  it('is right when a run whose clock had jumped took it for switched on by a person', async () => {
    expect(await endOf(await misread([jump]), { last })).toEqual([]);
  });

  it('is a violation when no clock jumped, or when no such hold stands', async () => {
    expect(await endOf(await misread([]), { last })).toEqual([left]);
    expect(await endOf(await misread([jump], false), { last })).toEqual([left]);
  });
});
