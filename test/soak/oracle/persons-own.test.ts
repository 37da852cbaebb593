import { describe, expect, it } from 'vitest';
import type { AccessKeyId, AccountId, UserId } from '../../../src/domain/ids.ts';
import { DAY, type Instant, plus } from '../../../src/domain/time.ts';
import { day } from '../../support/world.ts';
import type { Stage } from '../stage.ts';
import { judge } from './judge.ts';
import { stateProblemsNow } from './state.ts';
import { claimCalls, claimEvent, emptyStage, mailOf, orderOn, userOf } from './testing.ts';

const STRAY = 'AKIASTRAYSTRAYSTRAY2';

/** A key that Keyturn made on day 1 and never handed over; somebody has used it ever since, until two days ago. */
function withStray(): Stage {
  const stage = emptyStage();
  claimEvent(stage, { type: 'CreateAccessKey', at: day(1), accessKeyId: STRAY });
  for (let today = 2; today < 18; today += 1)
    claimEvent(stage, {
      type: 'KeyUsed',
      at: day(today),
      actor: 'hand',
      sessionName: '',
      accessKeyId: STRAY,
      detail: { service: 's3' },
    });
  return stage;
}

/** What the judge says when Keyturn switches the key off on day 20. */
function switchedOff(stage: Stage): readonly string[] {
  claimCalls(stage, day(20) - 1000, [
    'ListAccessKeys',
    'GetAccessKeyLastUsed',
    'ListGroupsForUser',
    'ListUserTags',
  ]);
  const off = { type: 'UpdateAccessKey', at: day(20), accessKeyId: STRAY } as const;
  claimEvent(stage, { ...off, detail: { from: 'Active', to: 'Inactive' } });
  return judge(stage)
    .filter((problem) => problem.includes(': UpdateAccessKey: '))
    .map((problem) => problem.replace(/^.*: UpdateAccessKey: /, ''));
}

describe('a key of a lost answer that is in use', () => {
  it('is not to be discarded', () => {
    expect(switchedOff(withStray())).toContain('discarded a key that is in use');
  });

  it('once a person kept it, is that person’s, and goes by the rules for such keys', () => {
    const stage = withStray();
    orderOn(stage, { kind: 'keep', at: day(3), keyId: STRAY });
    const problems = switchedOff(stage);
    expect(problems).not.toContain('discarded a key that is in use');
    expect(problems).toContain('deactivated under no clause of G2');
  });

  it('a person who kept the other key has said nothing of this one', () => {
    const stage = withStray();
    orderOn(stage, { kind: 'keep', at: day(3), keyId: userOf(stage).keyIds[0] ?? '' });
    expect(switchedOff(stage)).toContain('discarded a key that is in use');
  });
});

describe('a key that Keyturn made, that is active, and of which the ledger knows nothing', () => {
  const withOwn = (): { readonly stage: Stage; readonly keyId: string } => {
    const stage = emptyStage({ age: 5 });
    const [keyId = ''] = userOf(stage).keyIds;
    claimEvent(stage, { type: 'CreateAccessKey', at: day(-5), accessKeyId: keyId });
    return { stage, keyId };
  };

  it('is forgotten', async () => {
    const { stage } = withOwn();
    expect(await stateProblemsNow(stage, 1)).toEqual([
      expect.stringContaining('G1: made, active, and forgotten'),
    ]);
  });

  it('is not, when a user of its name who is gone left the rotation open that can have made it', async () => {
    const { stage, keyId } = withOwn();
    const { name: userName, accountId } = userOf(stage);
    const createdAt = stage.sandbox.world.iam.key(keyId).createdAt as Instant;
    const left = async (createFrom: Instant, name: string, userId: string): Promise<void> => {
      const ref = { accountId: accountId as AccountId, userId: userId as UserId };
      const lease = { ...ref, holder: 'oracle', until: plus(createdAt, 900 * DAY) };
      const taken = await stage.ledger.acquireLease(ref, { ...lease, now: createdAt });
      if (taken === undefined) throw new Error('leased');
      const saga = {
        ...{ kind: 'rotate' as const, sagaId: 's', runId: 'r', reason: 'EXPIRED_ACTIVE_KEY' as const },
        ...{
          ...ref,
          userName: name,
          openedAt: createFrom,
          oldKeyId: 'AKIAOLD' as AccessKeyId,
          keysBefore: [],
        },
        ...{ createFrom, createUntil: plus(createFrom, 60_000) },
      };
      await stage.ledger.save(taken, createdAt, { saga });
    };
    await left(createdAt, 'somebody-else', 'AIDAGONE1');
    await left(plus(createdAt, -DAY), userName, 'AIDAGONE2');
    expect(await stateProblemsNow(stage, 1)).toHaveLength(1);
    await left(createdAt, userName, 'AIDAGONE3');
    expect(await stateProblemsNow(stage, 1)).toEqual([]);
  });

  it('is not, when a person kept it; of another key that was kept it still is', async () => {
    const { stage, keyId } = withOwn();
    orderOn(stage, { kind: 'keep', at: day(0), keyId: 'AKIAANOTHER' });
    expect(await stateProblemsNow(stage, 1)).toHaveLength(1);
    orderOn(stage, { kind: 'keep', at: day(0), keyId });
    expect(await stateProblemsNow(stage, 1)).toEqual([]);
  });
});

it('a notice in time does not make the deactivation of a key in use right', () => {
  const stage = withStray();
  orderOn(stage, { kind: 'keep', at: day(3), keyId: STRAY });
  stage.knowledge.mail.push(mailOf(STRAY, { at: day(20) - 9 * DAY, afterEvents: 1 }));
  expect(switchedOff(stage)).toContain('deactivated under no clause of G2');
});
