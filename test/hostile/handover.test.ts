import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/app/resolve.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { day, partsOf, run, use } from '../support/world.ts';
import {
  ACCOUNT,
  brief,
  DEFAULT_SETTINGS,
  faultOnce,
  memoryOf,
  NAME,
  REF,
  runOn,
  runOrDie,
  SECRET,
  statuses,
  UP_TO_GRACE,
  world,
} from './support.ts';

/** Promoted in AWS; the process died before the ledger knew. The application has picked the new key up. */
async function promotedAndDied() {
  const w = world();
  faultOnce(w, (c) => c.operation === 'UpdateSecretVersionStage', { kind: 'crash-after' });
  await runOrDie(w, 'first');
  const { AccessKeyId } = JSON.parse(w.sandbox.world.secrets.value(SECRET) ?? '{}') as {
    AccessKeyId: string;
  };
  w.sandbox.clock.advance(16 * MINUTE);
  expect(use(w.sandbox, AccessKeyId)).toBe(true);
  w.sandbox.clock.advance(30 * MINUTE);
  return { ...w, newKey: AccessKeyId };
}

describe('finishing a hand-over that had begun', () => {
  it('does not deactivate the new key because delivery.secretName was changed meanwhile', async () => {
    const w = await promotedAndDied();
    const settings = {
      ...DEFAULT_SETTINGS,
      delivery: { ...DEFAULT_SETTINGS.delivery, secretName: 'Account_{account}_User_{user}_Key' },
    };
    const r = await run(w.sandbox, { ledger: w.ledger, processId: 'second', settings });
    expect(w.sandbox.world.iam.key(w.newKey).status, brief(r).join(' | ')).toBe('Active');
  });

  it('does not deactivate the new key because the secret is scheduled for deletion', async () => {
    const w = await promotedAndDied();
    w.sandbox.world.secrets.remove(SECRET);
    const r = await run(w.sandbox, { ledger: w.ledger, processId: 'second' });
    expect(w.sandbox.world.iam.key(w.newKey).status, brief(r).join(' | ')).toBe('Active');
  });

  it('does not go on for ever when the secret was made anew without the version', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'UpdateSecretVersionStage', { kind: 'crash-before' });
    await runOrDie(w, 'first');
    w.sandbox.world.secrets.remove(SECRET, 0);
    w.sandbox.world.secrets.add(ACCOUNT, {
      name: NAME,
      region: 'eu-west-1',
      value: 'by hand',
      tags: { 'keyturn:ledger': 'ledger-test' },
    });
    const seen: string[] = [];
    for (let d = 1; d < 12; d += 1) {
      const r = await runOn(w, d);
      seen.push(`${d} exit ${r.exitCode} ${brief(r).join(' | ')}`);
    }
    const memory = await memoryOf(w);
    const held = memory.held.length > 0;
    expect(memory.openSaga === undefined || held, seen.join('\n')).toBe(true);
  });
});

describe('renamed', () => {
  it('a user renamed during the grace still gets its old key retired, or an ageing hold', async () => {
    const w = world();
    await runOn(w, [0, 4]);
    const { userId } = w.sandbox.world.iam.user(REF);
    const keys = w.sandbox.world.iam.keys(REF).map((k) => ({
      id: k.id,
      status: k.status,
      createdAt: k.createdAt,
      secret: w.sandbox.world.credentials.forKey(k.id).secretAccessKey,
      lastUsed,
    }));
    w.sandbox.world.iam.deleteUser(REF);
    w.sandbox.world.iam.addUser(ACCOUNT, { name: 'app2', userId, keys });
    const r = await runOn(w, [8, 10, 11, 12, 20, 30]);
    const hold = r.decisions.find((d) => d.action === 'hold');
    expect
      .soft(
        !w.sandbox.world.iam
          .keys({ accountId: ACCOUNT, userName: 'app2' })
          .some(({ id, status }) => id === keys[0]?.id && status === 'Active') || hold?.escalated === true,
        brief(r).join(' | '),
      )
      .toBe(true);
  });
});
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

describe('stray keys', () => {
  it('a key that a person made and uses, in the minute in which a process died before its own create, is not deactivated', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'CreateAccessKey', { kind: 'crash-before' });
    await runOrDie(w, 'first');
    w.sandbox.clock.advance(20_000);
    const made = w.sandbox.world.iam.createKey(REF);
    w.sandbox.clock.advance(MINUTE);
    expect(use(w.sandbox, made.id)).toBe(true);
    w.sandbox.clock.advance(HOUR);
    expect(use(w.sandbox, made.id)).toBe(true);
    const r = await run(w.sandbox, { ledger: w.ledger, processId: 'second' });
    expect(w.sandbox.world.iam.key(made.id).status, brief(r).join(' | ')).toBe('Active');
  });

  it('a hold about a key that only may be ours can be ended by a person', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'CreateAccessKey', { kind: 'crash-before' });
    await runOrDie(w, 'first');
    w.sandbox.clock.advance(5 * MINUTE);
    const made = w.sandbox.world.iam.createKey(REF);
    await runOn(w, 1);
    const parts = (id: string) => partsOf(w.sandbox, { ledger: w.ledger, processId: id });
    await resolve(parts('r1'), { user: 'app', order: { kind: 'release' }, by: 'ops', reason: 'mine' }).catch(
      () => undefined,
    );
    await runOn(w, 2);
    await resolve(parts('r2'), {
      user: 'app',
      order: { kind: 'keep', key: made.id },
      by: 'ops',
      reason: 'mine',
    });
    const r = await runOn(w, [3, 4]);
    expect(r.decisions.flatMap((d) => d.objections ?? []).map((o) => o.gate)).not.toContain('stray-key');
  });

  it('a saga of a user without keys is ended', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'CreateAccessKey', { kind: 'crash-before' });
    await runOrDie(w, 'first');
    w.sandbox.world.iam.deleteKey(w.sandbox.world.iam.keys(REF)[0]?.id ?? '');
    await runOn(w, [1, 2, 10]);
    expect((await memoryOf(w)).openSaga).toBeUndefined();
    void statuses;
    void UP_TO_GRACE;
  });
});
