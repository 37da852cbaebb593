import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/app/resolve.ts';
import { undo } from '../../src/app/undo.ts';
import { gatesOf } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { memoryOf, REF, statuses, type W, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { partsOf } from '../support/world.ts';

/** CreateAccessKey was carried out and its answer lost; the next run has taken note of the stray. */
async function withStray(): Promise<W & { readonly old: string; readonly stray: string }> {
  const w = world();
  faultOnce(w, (call) => call.operation === 'CreateAccessKey', { kind: 'lost-response' });
  await runOn(w, 0);
  await runOn(w, 0.5);
  const [old, stray] = w.sandbox.world.iam.keys(REF);
  if (old === undefined || stray === undefined) throw new Error('no stray');
  return { ...w, old: old.id, stray: stray.id };
}

const keep = async (w: W, key: string, ownerHasSecret: boolean) =>
  await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: 'resolve' }), {
    user: 'app',
    order: { kind: 'keep', key, ownerHasSecret },
    by: 'operator',
    reason: 'the owner said so',
  });

describe('a key that Keyturn made and never handed out', () => {
  it('is never offered as a choice', async () => {
    const w = await withStray();
    const seen: string[] = [];
    for (const today of [0.6, 1, 2, 3]) seen.push(...gatesOf((await runOn(w, today)).decisions));
    expect(seen).not.toContain('two-active-keys');
    const { notices } = await memoryOf(w);
    expect(notices.filter(({ reason }) => reason === 'TWO_ACTIVE_KEYS_CONFLICT')).toEqual([]);
  });

  it('is kept only by an explicit word', async () => {
    const w = await withStray();
    await expect(keep(w, w.stray, false)).rejects.toMatchObject({ code: 'KEY_SECRET_UNKNOWN' });
    expect((await memoryOf(w)).keep).toBeUndefined();
    await keep(w, w.stray, true);
    const record = (await memoryOf(w)).keys.find(({ keyId }) => keyId === w.stray);
    expect(record).toMatchObject({ madeByUs: true, attributed: true, discard: expect.any(String) as string });
  });

  it('once kept, takes no other key with it as long as nobody has used it', async () => {
    const w = await withStray();
    await keep(w, w.stray, true);
    for (let today = 1; today < 120; today += 4) {
      await runOn(w, today);
      expect(w.sandbox.world.iam.key(w.old).status, `day ${today}`).toBe('Active');
    }
  });

  it('is announced before it is switched off and before it is deleted, and can be brought back', async () => {
    const w = await withStray();
    await runOn(w, [0.6, 2]);
    expect(w.sandbox.world.iam.key(w.stray).status).toBe('Inactive');
    const told = (await memoryOf(w)).notices.filter(({ keyId }) => keyId === w.stray);
    expect(told.map(({ kind, pending }) => `${kind} ${pending ?? ''}`.trim())).toEqual(
      expect.arrayContaining(['warning deactivate', 'deactivated']),
    );
    await undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'undo' }), { user: 'app' });
    expect(w.sandbox.world.iam.key(w.stray).status).toBe('Active');
    for (const today of [3, 15, 40]) await runOn(w, today);
    expect(w.sandbox.world.iam.key(w.stray).status).toBe('Active');
  });

  it('is told of when it is deleted, after the soak of a key that somebody may hold', async () => {
    const w = await withStray();
    await runOn(w, [0.6, 2, 5, 9, 11]);
    expect(statuses(w.sandbox)).toEqual(['Active', 'Inactive']);
    await runOn(w, 13);
    const told = (await memoryOf(w)).notices.filter(({ keyId }) => keyId === w.stray);
    expect(told.map(({ kind }) => kind)).toContain('deleted');
  });
});
