import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/app/resolve.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { brief, gatesOf } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { memoryOf, REF, world } from '../support/one-user.ts';
import { runOn, runOrDie } from '../support/runs-on-days.ts';
import { partsOf, run, use } from '../support/world.ts';

/** A process died before its own request for a key, and some time later a person made one. */
async function madeAfterADeath(later: number) {
  const w = world();
  faultOnce(w, (c) => c.operation === 'CreateAccessKey', { kind: 'crash-before' });
  await runOrDie(w, 'first');
  w.sandbox.clock.advance(later);
  return { ...w, made: w.sandbox.world.iam.createKey(REF) };
}

it('a key that a person made beside a request that was never sent is not Keyturn’s', async () => {
  const w = world();
  // The process dies on its way to the secret, before any key was asked for.
  faultOnce(w, (call) => call.operation === 'CreateSecret', { kind: 'crash-before' });
  await runOrDie(w, 'dies');
  w.sandbox.clock.advance(2_000);
  const persons = w.sandbox.world.iam.createKey(REF);
  await runOn(w, [1, 2, 3, 14]);
  expect(w.sandbox.world.iam.key(persons.id).status).toBe('Active');
  const record = (await memoryOf(w)).keys.find(({ keyId }) => keyId === persons.id);
  expect(record).toMatchObject({ madeByUs: false });
});

describe('stray keys', () => {
  it('a key that a person made and uses, in the minute in which a process died before its own create, is not deactivated', async () => {
    const { made, ...w } = await madeAfterADeath(20_000);
    w.sandbox.clock.advance(MINUTE);
    expect(use(w.sandbox, made.id)).toBe(true);
    w.sandbox.clock.advance(HOUR);
    expect(use(w.sandbox, made.id)).toBe(true);
    const r = await run(w.sandbox, { ledger: w.ledger, processId: 'second' });
    expect(w.sandbox.world.iam.key(made.id).status, brief(r).join(' | ')).toBe('Active');
  });

  it('a hold about a key that only may be ours can be ended by a person', async () => {
    const { made, ...w } = await madeAfterADeath(5 * MINUTE);
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
});

describe('a key wrongly taken for ours', () => {
  it('can be given back to its owner by resolve --keep', async () => {
    const { made, ...w } = await madeAfterADeath(20_000);
    w.sandbox.clock.advance(MINUTE);
    use(w.sandbox, made.id);
    await runOn(w, [1, 2]);
    await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: 'r' }), {
      user: 'app',
      order: { kind: 'keep', key: made.id, ownerHasSecret: true },
      by: 'x',
      reason: 'it is mine',
    });
    const r = await runOn(w, [3, 4, 5]);
    expect(gatesOf(r.decisions.filter((d) => d.keyId === made.id)), brief(r).join(' | ')).not.toContain(
      'stray-key',
    );
  });
});
