import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AccessKeyId, AccountId, UserId, UserRef } from '../../src/domain/ids.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import type { StandingHold } from '../../src/domain/memory.ts';
import { type Duration, type Instant, instant, MINUTE } from '../../src/domain/time.ts';
import { Connection } from '../../src/ledger/sqlite-connection.ts';
import { openLedger, openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { LockWait } from '../../src/ledger/sqlite-locks.ts';
import type { Host, HostMessage } from '../../src/ports/host.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import { exported } from '../support/exported.ts';
import { writeEarlier } from './earlier-formats.ts';
import { type OtherProcess, otherProcess } from './other-process.ts';

const T0: Instant = instant(1_800_000_000_000);
const REF: UserRef = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
const OTHER: UserRef = { ...REF, userId: 'AIDAEXAMPLEUSER000002' as UserId };
const until = instant(T0 + 15 * MINUTE);
const hold: StandingHold = {
  ...REF,
  id: 'h1',
  keyId: 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId,
  kind: 'undo',
  from: T0,
  by: 'ops',
  why: 'undo',
};
const line: JournalEntry = {
  ...REF,
  id: 'l1',
  at: T0,
  runId: 'r1',
  sagaId: 's1',
  userName: 'app',
  step: 'create',
  phase: 'intent',
};
const millis = (count: number): Duration => count as Duration;

/** A place with a ledger, a process beside us, and a host that ends that one's lock when it is told of the wait. */
async function place(): Promise<{ path: string; other: OtherProcess; host: Host; said: HostMessage[] }> {
  const path = join(await mkdtemp(join(tmpdir(), 'keyturn-lock-')), 'ledger.sqlite');
  const other = otherProcess(path);
  const said: HostMessage[] = [];
  const host: Host = {
    notify: (message) => {
      said.push(message);
      void other.ask({ sql: 'COMMIT', thenClose: true });
    },
  };
  return { path, other, host, said };
}

async function opened(path: string, services: Parameters<typeof openLedger>[1]): Promise<Ledger> {
  const ledger = await openLedger({ path, kind: 'real', newId: 'x' }, services);
  onTestFinished(() => ledger.close());
  return ledger;
}

describe('a ledger that another process has locked', () => {
  it('is waited for by every write, each happens once, and the wait is told once', async () => {
    const { path, other, host, said } = await place();
    const ledger = await opened(path, { host, quietFor: millis(100) });
    const lease = await ledger.acquireLease(REF, { holder: 'a', now: T0, until });
    if (lease === undefined) throw new Error('no lease');
    await other.ask({ sql: 'BEGIN IMMEDIATE' });
    const [, , , second] = await Promise.all([
      ledger.save(lease, T0, { addHolds: [hold], journal: [line] }),
      ledger.addStandingHold({ ...hold, id: 'h2' }),
      ledger.appendJournal([{ ...line, id: 'l2' }]),
      ledger.acquireLease(OTHER, { holder: 'a', now: T0, until }),
      ledger.recordReads([{ ...REF, userName: 'app', readAt: T0, keys: [] }]),
    ]);
    expect(second).toBeDefined();
    expect((await exported(ledger)).map(({ table }) => table)).toEqual([
      'holds',
      'holds',
      'journal',
      'journal',
      'reads',
    ]);
    expect(said).toEqual([
      {
        code: 'LEDGER_LOCKED',
        level: 'warn',
        text: `The ledger ${path} is locked by another process; waiting for up to 2 minutes.`,
        data: { milliseconds: 2 * MINUTE },
      },
    ]);
  });

  it('tells of the next wait again', async () => {
    const { path, other, host, said } = await place();
    const ledger = await opened(path, { host, quietFor: millis(50) });
    for (const _ of [1, 2]) {
      await other.ask({ sql: 'BEGIN IMMEDIATE' });
      await ledger.addStandingHold(hold);
    }
    expect(said).toHaveLength(2);
  });

  it('is waited for by reads too, when nobody may even read', async () => {
    const { path, other, host, said } = await place();
    await openSqliteLedger({ path, kind: 'real', newId: 'x' }).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA journal_mode = DELETE');
    database.close();
    const ledger = openSqliteLedger(
      { path, kind: 'real', newId: 'x', readOnly: true },
      { host, quietFor: millis(50) },
    );
    onTestFinished(() => ledger.close());
    await other.ask({ sql: 'BEGIN EXCLUSIVE' });
    const answers = await Promise.all([
      ledger.loadUser(REF),
      ledger.loadAccount(REF.accountId),
      ledger.findUsers({ user: 'app' }),
      ledger.pendingNotices(),
      ledger.journalOf(REF),
      ledger.runs(1000),
      ledger.reports.last(),
      ledger.loadReads(REF.accountId),
      exported(ledger),
    ]);
    expect(answers).toHaveLength(9);
    expect(said).toHaveLength(1);
  });

  it('ends the wait at its bound with the fix, has written nothing, and can be used again', async () => {
    const { path, other } = await place();
    const ledger = await opened(path, { atMost: millis(200) });
    const lease = await ledger.acquireLease(REF, { holder: 'a', now: T0, until });
    if (lease === undefined) throw new Error('no lease');
    await other.ask({ sql: 'BEGIN IMMEDIATE' });
    const ends = await Promise.allSettled([
      ledger.save(lease, T0, { addHolds: [hold] }),
      ledger.addStandingHold(hold),
      ledger.releaseLease(lease),
    ]);
    const reason = expect.objectContaining({
      code: 'LEDGER_UNREADABLE',
      message: `The ledger ${path} is locked by another process, and has been for 0.2 seconds.`,
      next: expect.stringContaining('fuser'),
    });
    expect(ends).toEqual(ends.map(() => ({ status: 'rejected', reason })));
    await other.ask({ sql: 'ROLLBACK' });
    expect(await exported(ledger)).toEqual([]);
    await ledger.save(lease, T0, { addHolds: [hold] });
    expect((await ledger.loadUser(REF)).holds).toEqual([hold]);
  });

  it.each([
    ['a new one', 'BEGIN EXCLUSIVE', () => undefined],
    [
      'one of today',
      'PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE',
      (path: string) => openSqliteLedger({ path, kind: 'real', newId: 'x' }).close(),
    ],
    ['one of the second format', 'BEGIN IMMEDIATE', async (path: string) => writeEarlier(path, 2)],
  ])('is waited for when it is opened: %s', async (_name, lock, make) => {
    const { path, other, host, said } = await place();
    await make(path);
    await other.ask({ sql: lock });
    const ledger = await opened(path, { host, quietFor: millis(50) });
    expect(said).toHaveLength(1);
    expect(await ledger.acquireLease(OTHER, { holder: 'a', now: T0, until })).toBeDefined();
  });

  it('is given up at the bound when it is opened', async () => {
    const { path, other } = await place();
    await other.ask({ sql: 'BEGIN EXCLUSIVE' });
    await expect(opened(path, { atMost: millis(100) })).rejects.toMatchObject({
      code: 'LEDGER_UNREADABLE',
      message: expect.stringContaining('locked by another process'),
    });
  });

  it('a commit that is refused is rolled back and done again: nothing is written twice', async () => {
    const { path, other, host, said } = await place();
    const database = new DatabaseSync(path);
    onTestFinished(() => database.close());
    // Without a write-ahead log a reader keeps others from committing, and not from beginning.
    database.exec('PRAGMA busy_timeout = 5; CREATE TABLE t (x)');
    await other.ask({ sql: 'BEGIN; SELECT count(*) FROM t' });
    const connection = new Connection(database, new LockWait(path, { host, quietFor: millis(50) }));
    let begun = 0;
    await connection.write(true, () => {
      begun += 1;
      database.exec('INSERT INTO t VALUES (1)');
    });
    expect(begun).toBeGreaterThan(1);
    expect(said).toHaveLength(1);
    expect(database.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 1 });
  });
});
