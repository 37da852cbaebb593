import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/app/resolve.ts';
import { runOnce } from '../../src/app/run.ts';
import { undo } from '../../src/app/undo.ts';
import type { Notice } from '../../src/domain/memory.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { day, partsOf, run, use } from '../support/world.ts';
import {
  ACCOUNT,
  brief,
  faultOnce,
  gatesOf,
  lastUsed,
  memoryOf,
  pauseAt,
  REF,
  runOn,
  runOrDie,
  SECRET,
  statuses,
  UP_TO_GRACE,
  world,
} from './support.ts';

describe('a listing that does not show our own new key yet', () => {
  it('does not make the next run rotate again', async () => {
    const bad: string[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const w = world({ seed, propagationMs: { listing: 2 * MINUTE } });
      await run(w.sandbox, { ledger: w.ledger, processId: 'a' });
      const r = await run(w.sandbox, { ledger: w.ledger, processId: 'b' });
      const tried = w.sandbox.calls.filter((c) => c.operation === 'CreateAccessKey').length;
      if (tried > 1) bad.push(`seed ${seed}: exit ${r.exitCode} ${brief(r).join(' | ')}`);
    }
    expect(bad).toEqual([]);
  });
});

describe('releasing a key that is inactive', () => {
  it('warns anew before it is deleted, as the command says', async () => {
    const w = world();
    await runOn(w, [...UP_TO_GRACE, 11, 15, 19, 20]);
    w.sandbox.clock.set(day(21));
    const clear = w.sandbox.faults.on((c) =>
      c.operation === 'UpdateAccessKey'
        ? { kind: 'error', status: 403, code: 'AccessDenied', message: 'x' }
        : undefined,
    );
    await undo(partsOf(w.sandbox, { ledger: w.ledger, processId: 'u' }), { user: 'app' }).catch(
      () => undefined,
    );
    clear();
    await runOn(w, [22, 40]);
    const { text } = await resolve(partsOf(w.sandbox, { ledger: w.ledger, processId: 'r' }), {
      user: 'app',
      order: { kind: 'release' },
      by: 'x',
      reason: 'y',
    });
    expect(text).toContain('Released');
    const r = await runOn(w, 41);
    expect(w.sandbox.world.iam.keys(REF).length, brief(r).join(' | ')).toBe(2);
  });
});

describe('a ledger restored from a backup that was made in the middle of a rotation', () => {
  it('does not give up the key that is the current value of the secret', async () => {
    const w0 = world();
    const folder = mkdtempSync(join(tmpdir(), 'review-'));
    const path = join(folder, 'ledger.sqlite');
    const backup = join(folder, 'backup.sqlite');
    const ledger = openSqliteLedger({ path, kind: 'rehearsal', newId: 'ledger-test' });
    const isProof = ({ body }: { body: string }) => body.includes('Action=GetCallerIdentity');
    let calls = 0;
    const wrap = pauseAt(
      (q) => isProof(q) && ++calls === 2,
      async () => {
        const db = new DatabaseSync(path);
        db.exec(`VACUUM INTO '${backup}'`);
        db.close();
      },
    );
    await runOnce(partsOf(w0.sandbox, { ledger, processId: 'first', wrap }), { enforce: true });
    const { AccessKeyId } = JSON.parse(w0.sandbox.world.secrets.value(SECRET) ?? '{}') as {
      AccessKeyId: string;
    };
    w0.sandbox.clock.advance(HOUR);
    const restored = openSqliteLedger({ path: backup, kind: 'rehearsal', newId: 'x' });
    const w = { ...w0, ledger: restored };
    expect((await memoryOf(w)).openSaga?.kind).toBe('rotate');
    expect(use(w.sandbox, AccessKeyId)).toBe(true);
    const r = await run(w.sandbox, { ledger: restored, processId: 'second' });
    expect(w.sandbox.world.iam.key(AccessKeyId).status, brief(r).join(' | ')).toBe('Active');
  });
});

describe('a key wrongly taken for ours', () => {
  it('can be given back to its owner by resolve --keep', async () => {
    const w = world();
    faultOnce(w, (c) => c.operation === 'CreateAccessKey', { kind: 'crash-before' });
    await runOrDie(w, 'first');
    w.sandbox.clock.advance(20_000);
    const made = w.sandbox.world.iam.createKey(REF);
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

describe('the outbox', () => {
  it('does not tell an owner of a key that is gone by the time the channel works again', async () => {
    const w = world();
    let up = false;
    const told: Notice[] = [];
    const mail = {
      channel: 'mail',
      countsAsNotice: true,
      deliver: async (ns: readonly Notice[]) => {
        if (!up) throw new Error('away');
        told.push(...ns);
        return { accepted: ns.map((n) => n.id) };
      },
    };
    const go = async (d: number) => {
      w.sandbox.clock.set(day(d));
      return await run(w.sandbox, { ledger: w.ledger, processId: `d${d}`, parts: { notifiers: [mail] } });
    };
    await go(0);
    const made = w.sandbox.world.iam.keys(REF)[1];
    w.sandbox.world.iam.deleteKey(made?.id ?? '');
    await go(1);
    up = true;
    await go(2);
    const living = w.sandbox.world.iam.keys(REF).map((k) => k.id);
    expect(
      told.filter((n) => n.kind === 'rotated' && !living.includes(n.newKeyId ?? '')).map((n) => n.newKeyId),
    ).toEqual([]);
  });

  it('does not announce a past date', async () => {
    const w = world();
    let up = true;
    const told: (Notice & { at: number })[] = [];
    const mail = {
      channel: 'mail',
      countsAsNotice: true,
      deliver: async (ns: readonly Notice[]) => {
        if (!up) throw new Error('away');
        told.push(...ns.map((n) => ({ ...n, at: w.sandbox.clock.now() })));
        return { accepted: ns.map((n) => n.id) };
      },
    };
    const go = async (d: number) => {
      w.sandbox.clock.set(day(d));
      return await run(w.sandbox, { ledger: w.ledger, processId: `d${d}`, parts: { notifiers: [mail] } });
    };
    up = false;
    for (const d of [0, 4, 8, 10, 11, 15]) await go(d);
    up = true;
    for (const d of [20, 21, 22, 24, 26, 27, 28]) await go(d);
    const wrong = told
      .filter((n) => n.plannedFor !== undefined && n.plannedFor < n.at)
      .map(
        (n) =>
          `${n.kind} on day ${Math.round((n.at - day(0)) / 86_400_000)} announces day ${Math.round((n.plannedFor ?? 0) - day(0)) / 86_400_000}`,
      );
    const off = w.sandbox.world.events.find((e) => e.type === 'UpdateAccessKey');
    const promised = told.some(
      (n) =>
        n.plannedFor !== undefined &&
        n.pending === 'deactivate' &&
        n.plannedFor >= n.at &&
        off !== undefined &&
        n.plannedFor <= off.at,
    );
    expect.soft(wrong).toEqual([]);
    expect
      .soft(
        off === undefined || promised,
        `deactivated on day ${((off?.at ?? 0) - day(0)) / 86_400_000} without ever having told a date that was still to come`,
      )
      .toBe(true);
  });
});
void ACCOUNT;
void lastUsed;
void statuses;
