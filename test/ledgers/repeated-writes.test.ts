import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { AccessKeyId, AccountId, UserId, UserRef } from '../../src/domain/ids.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import { blankMemory, type KeyRecord, type Notice, type StandingHold } from '../../src/domain/memory.ts';
import { settle } from '../../src/domain/settled.ts';
import { DAY, type Instant, instant, MINUTE } from '../../src/domain/time.ts';
import { openSqliteLedger } from '../../src/ledger/sqlite-ledger.ts';
import type { Lease, Ledger } from '../../src/ports/ledger.ts';
import { writeEarlier } from '../contract/earlier-formats.ts';
import { exported } from '../support/exported.ts';

const REF: UserRef = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
const KEY = 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId;
const T0: Instant = instant(1_800_000_000_000);
const later = (minutes: number): Instant => instant(T0 + minutes * MINUTE);
const place = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'h8-')), 'l.sqlite');
const open = (path: string, readOnly = false) =>
  openSqliteLedger({ path, kind: 'real', newId: 'x', readOnly });
const lease = async (ledger: Ledger, holder = 'a', now = T0): Promise<Lease> => {
  const given = await ledger.acquireLease(REF, { holder, now, until: instant(now + 15 * MINUTE) });
  if (given === undefined) throw new Error('no lease');
  return given;
};
const record: KeyRecord = {
  ...REF,
  keyId: KEY,
  userName: 'app',
  createdAt: T0,
  firstSeen: T0,
  madeByUs: false,
  exposed: true,
};
const hold: StandingHold = { ...REF, id: 'h1', keyId: KEY, kind: 'undo', from: T0, by: 'ops', why: 'undo' };
const line: JournalEntry = {
  ...REF,
  id: 'l1',
  at: T0,
  runId: 'r',
  sagaId: 's1',
  userName: 'app',
  step: 'deactivate',
  phase: 'intent',
};
const notice: Notice = {
  ...REF,
  id: 'n1',
  userName: 'app',
  keyId: KEY,
  kind: 'warning',
  reason: 'KEY_PENDING_ROTATION',
  queuedAt: T0,
};

describe('a ledger that was written to again after a lost answer', () => {
  it('a clock that is slow does not take a lease from a holder who works', async () => {
    const path = await place();
    const [one, two, three] = [open(path), open(path), open(path)];
    const held = await lease(one);
    // A laptop whose clock is an hour slow asks (resolve, undo: neither asks AWS what time it is).
    const slow = instant(T0 - 60 * MINUTE);
    expect(
      await two.acquireLease(REF, { holder: 'resolve', now: slow, until: instant(slow + MINUTE) }),
    ).toBeUndefined();
    // One minute into its fifteen the holder writes that it is about to change AWS, and another run asks.
    const other = await three.acquireLease(REF, { holder: 'run-2', now: later(1), until: later(16) });
    expect(other).toBeUndefined();
    await one.save(held, later(2), { keys: [record] });
  });

  it('a hold that was released is still told in an export and in the history', async () => {
    const ledger = open(':memory:');
    await ledger.save(await lease(ledger), T0, { keys: [record], addHolds: [hold] });
    await ledger.save(await lease(ledger), later(1), { endHolds: ['h1'] });
    const all = await exported(ledger);
    expect(JSON.stringify([await ledger.historyOf(REF), all])).toContain('"h1"');
  });

  it('a line that was settled in between is not there twice when its write is repeated', async () => {
    const ledger = open(':memory:');
    const lines = [line, { ...line, id: 'l2', phase: 'done' as const }];
    await ledger.appendJournal(lines); // answer lost
    await ledger.save(await lease(ledger), later(1), { keys: [record] }); // another writer: the lines settle
    await ledger.appendJournal(lines); // repeated
    expect((await ledger.journalOf(REF)).map(({ id }) => id)).toEqual(['l1', 'l2']);
  });

  it('an intent repeated after its saga ended and settled does not look under way again', async () => {
    const ledger = open(':memory:');
    await ledger.appendJournal([line]); // answer lost
    await ledger.appendJournal([{ ...line, id: 'l2', phase: 'done' }]); // by the same process after it asked AWS
    await ledger.save(await lease(ledger), later(1), { keys: [record] });
    await ledger.appendJournal([line]);
    expect((await ledger.journalOf(REF)).at(-1)?.phase).toBe('done');
  });

  it('a standing hold that a person ended is not there again when its write is repeated', async () => {
    const ledger = open(':memory:');
    await ledger.addStandingHold(hold); // answer lost
    await ledger.save(await lease(ledger), later(1), { endHolds: ['h1'] }); // a person released it
    await ledger.addStandingHold(hold); // repeated
    expect((await ledger.loadUser(REF)).holds).toEqual([]);
  });

  it('a withdrawn acceptance stays withdrawn when the acceptance is repeated', async () => {
    const ledger = open(':memory:');
    await ledger.save(await lease(ledger), T0, { notices: [notice] });
    const taken = { notices: [{ ...REF, id: 'n1' }], at: later(1), channel: 'mail', countsAsNotice: true };
    await ledger.recordAcceptance(taken);
    await ledger.withdrawAcceptance({ notices: taken.notices, at: later(2), channel: 'mail' });
    await ledger.recordAcceptance(taken);
    expect((await ledger.pendingNotices()).map(({ id }) => id)).toEqual(['n1']);
  });

  it('a notice that was settled is not queued and sent again when its id is queued again', async () => {
    const ledger = open(':memory:');
    const anew = { ...record, noticesFrom: instant(T0 + DAY) };
    await ledger.save(await lease(ledger), T0, { keys: [record], notices: [notice] });
    await ledger.recordAcceptance({
      notices: [{ ...REF, id: 'n1' }],
      at: T0,
      channel: 'mail',
      countsAsNotice: true,
    });
    const then = instant(T0 + 32 * DAY);
    await ledger.save(await lease(ledger, 'b', then), then, { keys: [anew] });
    await ledger.save(await lease(ledger, 'b', then), then, { notices: [notice] });
    expect(await ledger.pendingNotices()).toEqual([]);
  });
});

describe('what is put away', () => {
  it('a promise whose date is still to come is not put away', () => {
    const promised: Notice = {
      ...notice,
      pending: 'deactivate',
      plannedFor: instant(T0 + 500 * DAY),
      acceptedAt: T0,
      channel: 'mail',
      countsAsNotice: true,
    };
    const memory = { ...blankMemory(REF.accountId, REF.userId), keys: [record], notices: [promised] };
    const { unit } = settle({ memory, journal: [] }, instant(T0 + 401 * DAY));
    expect(unit.memory.notices).toHaveLength(1);
  });

  it('notices of keys that are long gone leave although nobody took them', () => {
    const memory = {
      ...blankMemory(REF.accountId, REF.userId),
      keys: [{ ...record, goneAt: T0 }],
      notices: [notice],
    };
    const { unit } = settle({ memory, journal: [] }, instant(T0 + 800 * DAY));
    expect(unit.memory.notices).toHaveLength(0);
  });
});

describe('a ledger of an earlier format', () => {
  it('a ledger of format 3 on which ANALYZE ran can be read without being written to', async () => {
    const path = await place();
    writeEarlier(path, 3);
    const database = new DatabaseSync(path);
    database.exec('ANALYZE');
    database.close();
    expect(open(path, true).id).toBe('first');
  });

  it.each([1, 2, 3] as const)(
    'crash in the middle of a conversion of format %s, then again',
    async (format) => {
      const path = await place();
      writeEarlier(path, format);
      // A leftover that makes the conversion fail late: a unit that cannot be parsed.
      const database = new DatabaseSync(path);
      database.prepare('INSERT INTO journal (account, user, doc) VALUES (?, ?, ?)').run('1', 'zz', '{broken');
      database.close();
      expect(() => open(path)).toThrow();
      const check = new DatabaseSync(path);
      expect(check.prepare('PRAGMA user_version').get()?.user_version).toBe(format);
      check.exec("DELETE FROM journal WHERE user = 'zz'");
      check.close();
      const ledger = open(path);
      expect((await ledger.loadUser(REF)).keys).toHaveLength(1);
    },
  );
});
