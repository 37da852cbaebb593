import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import { STALE_READS } from '../../src/domain/in-flight.ts';
import { instant } from '../../src/domain/time.ts';
import { type EmbeddedLedger, openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import { LISTING_LAG } from '../../src/policy/observe.ts';
import type { Processes } from '../../src/ports/processes.ts';
import { exported } from '../support/exported.ts';
import { writeEarlier } from './earlier-formats.ts';
import { leasesContract } from './leases-contract.ts';
import { ledgerContract } from './ledger-contract.ts';
import { reportsContract } from './reports-contract.ts';

const newPlace = async (): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), 'keyturn-')), 'ledger.sqlite');

const open = async (path: string, processes?: Processes): Promise<EmbeddedLedger> =>
  openSqliteLedger(
    { path, kind: 'real', newId: `id-${Math.floor(performance.now() * 1000)}` },
    processes === undefined ? {} : { processes },
  );

ledgerContract('SQLite', {
  newPlace,
  open,
});

reportsContract('SQLite', { newPlace, open: async (place) => (await open(place)).reports });

leasesContract('SQLite', {
  newPlace,
  open,
});

describe('the SQLite ledger file', () => {
  it('passes no lease on before the planner believes what it reads', () => {
    expect(STALE_READS).toBeGreaterThanOrEqual(LISTING_LAG);
  });

  it('refuses a file that is no ledger, and leaves it as it is', async () => {
    const path = await newPlace();
    await writeFile(path, 'not a database, but long enough to be looked at as one'.repeat(20));
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_CORRUPT' }),
    );
  });

  it('refuses a database that is not a ledger', async () => {
    const path = await newPlace();
    const database = new DatabaseSync(path);
    database.exec('CREATE TABLE other (x)');
    database.close();
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_CORRUPT' }),
    );
  });

  it('refuses a ledger of a later version', async () => {
    const path = await newPlace();
    await openSqliteLedger({ path, kind: 'real', newId: 'x' }).close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_TOO_NEW' }),
    );
  });

  const REF = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };

  it.each([1, 2, 3] as const)('brings format %i up to date, and nothing is lost', async (format) => {
    const path = await newPlace();
    writeEarlier(path, format);
    const before = readFileSync(path);
    const reading = openSqliteLedger({ path, kind: 'real', newId: 'x', readOnly: true });
    const read = await all(reading);
    await reading.close();
    // What is only read is not written to.
    expect(readFileSync(path).equals(before)).toBe(true);
    const writing = openSqliteLedger({ path, kind: 'real', newId: 'x' });
    expect(writing.id).toBe('first');
    expect(await all(writing)).toEqual(read);
    const { memory } = read;
    expect(memory.keys).toHaveLength(1);
    expect(memory.notices.map(({ id, acceptedAt, takenBy }) => [id, acceptedAt, takenBy?.length])).toEqual([
      ['n1', 5, 1],
      ['n2', undefined, undefined],
    ]);
    expect(memory.holds.map(({ kind }) => kind)).toEqual(['undo']);
    expect(memory).toMatchObject({
      held: [{ signature: 'x' }],
      keep: { by: 'me' },
      openSaga: { sagaId: 's1' },
    });
    expect(memory.force?.why).toBe(format > 1 ? 'lost' : undefined);
    expect(read.history.map(({ kind }) => kind)).toEqual(['holds']);
    expect(read.journal.map(({ phase }) => phase)).toEqual(['intent', 'done']);
    expect(new Set(read.journal.map(({ id }) => id)).size).toBe(2);
    expect(read.pending.map(({ id }) => id)).toEqual(['n2']);
    expect(read.reads).toHaveLength(format > 1 ? 1 : 0);
    expect(read.runs).toHaveLength(1);
    await writing.close();
    const database = new DatabaseSync(path);
    expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 4 });
    database.close();
  });

  /** Everything that a ledger says about the user. */
  async function all(ledger: EmbeddedLedger) {
    const found = await ledger.findUsers({ user: 'APP' });
    expect(found).toHaveLength(1);
    return {
      memory: await ledger.loadUser(REF),
      history: await ledger.historyOf(REF),
      journal: await ledger.journalOf(REF),
      pending: await ledger.pendingNotices(),
      reads: [...(await ledger.loadReads(REF.accountId)).values()],
      runs: await ledger.runs(10),
      report: await ledger.reports.last(),
    };
  }

  it.each([1, 2, 3] as const)('leases of format %i stand until their end', async (format) => {
    const path = await newPlace();
    writeEarlier(path, format);
    const ledger = openSqliteLedger(
      { path, kind: 'real', newId: 'x' },
      { processes: { own: 'me', isDead: () => true } },
    );
    const lease = async (holder: string, now: number): Promise<unknown> =>
      await ledger.acquireLease(REF, { holder, now: instant(now), until: instant(now + 900_000) });
    expect(await lease('b', 899_999)).toBeUndefined();
    expect(await lease('b', 900_000)).toBeDefined();
    await ledger.close();
  });

  it('does not take a lease from the process of an earlier version that took it over', async () => {
    const path = await newPlace();
    const ledger = openSqliteLedger(
      { path, kind: 'real', newId: 'x' },
      { processes: { own: 'me', isDead: () => true } },
    );
    const ref = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
    const lease = async (holder: string, now: number): Promise<unknown> =>
      await ledger.acquireLease(ref, { holder, now: instant(now), until: instant(now + 900_000) });
    await lease('a', 0);
    const older = new DatabaseSync(path);
    older.exec("UPDATE leases SET holder = 'older', until = 1800000");
    older.close();
    expect(await lease('b', 900_000)).toBeUndefined();
    await ledger.close();
  });

  it('names a record that is damaged, instead of a defect of its own', async () => {
    const path = await newPlace();
    const ledger = openSqliteLedger({ path, kind: 'real', newId: 'x' });
    const database = new DatabaseSync(path);
    database.exec("INSERT INTO units VALUES ('111122223333', 'AIDA', 'app', 0, '{\"accountId\": ')");
    database.close();
    await expect(ledger.loadAccount('111122223333' as AccountId)).rejects.toMatchObject({
      code: 'LEDGER_CORRUPT',
    });
    await expect(exported(ledger)).rejects.toMatchObject({ code: 'LEDGER_CORRUPT' });
    await ledger.close();
  });

  it('keeps rehearsals and real runs apart, both ways', async () => {
    for (const [made, asked] of [
      ['real', 'rehearsal'],
      ['rehearsal', 'real'],
    ] as const) {
      const path = await newPlace();
      await openSqliteLedger({ path, kind: made, newId: 'x' }).close();
      expect(() => openSqliteLedger({ path, kind: asked, newId: 'x' })).toThrow(
        expect.objectContaining({ code: 'REHEARSAL_LEDGER' }),
      );
      expect(openSqliteLedger({ path, kind: 'any', newId: 'x' }).kind).toBe(made);
    }
  });

  it('says what is wrong with a path that cannot be opened', async () => {
    const path = join(await newPlace(), 'no', 'such', 'folder.sqlite');
    expect(() => openSqliteLedger({ path, kind: 'real', newId: 'x' })).toThrow(
      expect.objectContaining({ code: 'LEDGER_UNREADABLE' }),
    );
  });

  it('does not create a file when only reading', async () => {
    const path = await newPlace();
    const ledger = openSqliteLedger({ path, kind: 'real', newId: 'x', readOnly: true });
    expect(await ledger.findUsers({ user: 'app' })).toEqual([]);
    expect(() => new DatabaseSync(path, { readOnly: true })).toThrow();
  });
});
