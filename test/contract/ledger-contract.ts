import { describe, expect, it } from 'vitest';
import type { NoticeRef } from '../../src/domain/acceptance.ts';
import type { AccessKeyId, AccountId, UserId, UserRef } from '../../src/domain/ids.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import type { KeyRecord, Notice, StandingHold } from '../../src/domain/memory.ts';
import type { RunSummary } from '../../src/domain/run-summary.ts';
import type { RotateSaga } from '../../src/domain/saga.ts';
import { type Instant, instant } from '../../src/domain/time.ts';
import type { Lease, Ledger } from '../../src/ports/ledger.ts';
import type { Processes } from '../../src/ports/processes.ts';
import { exported } from '../support/exported.ts';

/** How a suite gets at an adapter. Two ledgers opened on the same place see the same facts. */
export interface LedgerSetup {
  open(place: string, processes?: Processes): Promise<Ledger>;
  newPlace(): Promise<string>;
}

const REF: UserRef = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
const OTHER: UserRef = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000002' as UserId };
const KEY = 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId;
const T0: Instant = instant(1_800_000_000_000);
const later = (minutes: number): Instant => instant(T0 + minutes * 60_000);

const record: KeyRecord = {
  ...REF,
  keyId: KEY,
  userName: 'app',
  createdAt: T0,
  firstSeen: T0,
  madeByUs: false,
  exposed: true,
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
const hold: StandingHold = {
  ...REF,
  id: 'h1',
  keyId: KEY,
  kind: 'undo',
  from: T0,
  by: 'arn:aws:iam::111122223333:role/Ops',
  why: 'undo',
};
const saga: RotateSaga = {
  ...REF,
  kind: 'rotate',
  reason: 'EXPIRED_ACTIVE_KEY',
  sagaId: 's1',
  runId: 'r1',
  userName: 'app',
  openedAt: T0,
  oldKeyId: KEY,
  keysBefore: [KEY],
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

/** What every ledger must do, whatever it is kept in. */
export function ledgerContract(name: string, setup: LedgerSetup): void {
  const fresh = async (): Promise<Ledger> => await setup.open(await setup.newPlace());
  const lease = async (ledger: Ledger, holder = 'a', ref = REF): Promise<Lease> => {
    const given = await ledger.acquireLease(ref, { holder, now: T0, until: later(15) });
    if (given === undefined) throw new Error('no lease');
    return given;
  };

  describe(`ledger contract: ${name}`, () => {
    it('knows nothing of a user it never saw', async () => {
      const ledger = await fresh();
      expect(await ledger.loadUser(REF)).toEqual({ ...REF, keys: [], notices: [], holds: [], held: [] });
      expect((await ledger.loadAccount(REF.accountId)).size).toBe(0);
      expect(await ledger.findUsers({ user: 'app' })).toEqual([]);
    });

    it('keeps its identity, and gives back what was saved, to another process too', async () => {
      const place = await setup.newPlace();
      const first = await setup.open(place);
      await first.save(await lease(first), T0, {
        keys: [record],
        notices: [notice],
        addHolds: [hold],
        saga,
        journal: [line],
      });
      const second = await setup.open(place);
      expect(second.id).toBe(first.id);
      const memory = await second.loadUser(REF);
      expect(memory).toEqual({
        ...REF,
        keys: [record],
        notices: [notice],
        holds: [hold],
        held: [],
        openSaga: saga,
      });
      expect((await second.loadAccount(REF.accountId)).get(REF.userId)).toEqual(memory);
      expect(await second.journalOf(REF)).toEqual([line]);
    });

    it('gives a lease to one holder at a time', async () => {
      const place = await setup.newPlace();
      const [first, second] = [await setup.open(place), await setup.open(place)];
      const results = await Promise.all([
        first.acquireLease(REF, { holder: 'a', now: T0, until: later(15) }),
        second.acquireLease(REF, { holder: 'b', now: T0, until: later(15) }),
      ]);
      expect(results.filter((result) => result !== undefined)).toHaveLength(1);
      expect(await second.acquireLease(OTHER, { holder: 'b', now: T0, until: later(15) })).toBeDefined();
    });

    it('gives a lease again once it has ended or was released', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      expect(
        await ledger.acquireLease(REF, { holder: 'b', now: later(14), until: later(30) }),
      ).toBeUndefined();
      expect(await ledger.acquireLease(REF, { holder: 'b', now: later(15), until: later(30) })).toBeDefined();
      await ledger.releaseLease(held);
      expect(
        await ledger.acquireLease(REF, { holder: 'c', now: later(16), until: later(40) }),
      ).toBeUndefined();
      await ledger.releaseLease({ ...held, holder: 'b' });
      expect(await ledger.acquireLease(REF, { holder: 'c', now: later(16), until: later(40) })).toBeDefined();
    });

    it('a lease that only a wrong clock can have given ends as one that was given when it is first seen', async () => {
      const ledger = await fresh();
      const days40 = 40 * 24 * 60;
      const given = await ledger.acquireLease(REF, {
        holder: 'a',
        now: later(days40),
        until: later(days40 + 15),
      });
      if (given === undefined) throw new Error('no lease');
      const ask = async (at: number) =>
        await ledger.acquireLease(REF, {
          holder: 'b',
          now: later(at),
          until: later(at + 15),
          clockIsRight: true,
        });
      // Whoever does not know the time can tell nobody that theirs is wrong.
      await ledger.acquireLease(REF, { holder: 'slow', now: later(-600), until: later(-585) });
      expect([await ask(0), await ask(14)]).toEqual([undefined, undefined]);
      await expect(ledger.save(given, later(days40 + 1), { keys: [record] })).rejects.toMatchObject({
        code: 'LEDGER_LEASE_LOST',
      });
      expect(await ask(15)).toBeDefined();
    });

    it('a lease of somebody whose clock is minutes ahead stands to its end', async () => {
      const ledger = await fresh();
      await ledger.acquireLease(REF, { holder: 'a', now: later(9), until: later(24) });
      const ask = async (at: number) =>
        await ledger.acquireLease(REF, { holder: 'b', now: later(at), until: later(at + 1) });
      expect([await ask(0), await ask(16), await ask(23)]).toEqual([undefined, undefined, undefined]);
    });

    it('takes no write from a holder whose lease is lost or over, and none of its parts', async () => {
      const ledger = await fresh();
      const stale = await lease(ledger);
      await expect(ledger.save(stale, later(15), { keys: [record] })).rejects.toMatchObject({
        code: 'LEDGER_LEASE_LOST',
      });
      await ledger.acquireLease(REF, { holder: 'b', now: later(15), until: later(30) });
      await expect(ledger.save(stale, later(1), { keys: [record], notices: [notice] })).rejects.toMatchObject(
        { code: 'LEDGER_LEASE_LOST' },
      );
      expect(await ledger.loadUser(REF)).toMatchObject({ keys: [], notices: [] });
    });

    it('replaces a key by its latest record, and finds users by name or id', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      await ledger.save(held, T0, { keys: [record] });
      await ledger.save(held, T0, { keys: [{ ...record, provenAt: T0 }] });
      expect((await ledger.loadUser(REF)).keys).toEqual([{ ...record, provenAt: T0 }]);
      expect(await ledger.findUsers({ user: 'APP' })).toHaveLength(1);
      expect(await ledger.findUsers({ user: REF.userId, accountId: REF.accountId })).toHaveLength(1);
      expect(await ledger.findUsers({ user: 'app', accountId: '999999999999' as AccountId })).toEqual([]);
    });

    it('queues a notice once, and takes the first word of each channel', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      await ledger.save(held, T0, { notices: [notice] });
      await ledger.save(held, T0, { notices: [{ ...notice, queuedAt: later(5) }] });
      expect(await ledger.pendingNotices()).toEqual([notice]);
      const [known, unknown] = ['n1', 'unknown'].map((id) => ({ ...REF, id }));
      const mail = {
        notices: [known, unknown] as NoticeRef[],
        at: later(1),
        channel: 'mail',
        countsAsNotice: true,
      };
      await ledger.recordAcceptance({ ...mail, notices: [{ ...OTHER, id: 'n1' }] });
      expect(await ledger.pendingNotices()).toEqual([notice]);
      await ledger.recordAcceptance(mail);
      await ledger.recordAcceptance({ ...mail, at: later(3) });
      await ledger.recordAcceptance({ ...mail, at: later(9), channel: 'console', countsAsNotice: false });
      expect(await ledger.pendingNotices()).toEqual([]);
      const [accepted] = (await ledger.loadUser(REF)).notices;
      expect(accepted).toMatchObject({ acceptedAt: later(1), channel: 'mail', countsAsNotice: true });
      expect(accepted?.takenBy).toEqual([
        { at: later(1), channel: 'mail', countsAsNotice: true },
        { at: later(9), channel: 'console', countsAsNotice: false },
      ]);
    });

    it('takes a notice for each recipient, and takes back what did not arrive', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      await ledger.save(held, T0, { notices: [notice] });
      const notices = [{ ...REF, id: 'n1' }];
      const to = (recipient: string) => ({ notices, channel: 'mail', recipient });
      await ledger.recordAcceptance({ ...to('a@example.com'), at: later(1), countsAsNotice: true });
      await ledger.recordAcceptance({ ...to('b@example.com'), at: later(2), countsAsNotice: true });
      await ledger.withdrawAcceptance({ ...to('a@example.com'), at: later(4) });
      // The acceptance is sent again, since its answer was lost.
      await ledger.recordAcceptance({ ...to('a@example.com'), at: later(1), countsAsNotice: true });
      expect((await ledger.loadUser(REF)).notices[0]).toMatchObject({ acceptedAt: later(2) });
      await ledger.withdrawAcceptance({ ...to('b@example.com'), at: later(4) });
      await ledger.withdrawAcceptance({ ...to('b@example.com'), at: later(4) });
      expect((await ledger.loadUser(REF)).notices).toEqual([expect.objectContaining(notice)]);
      expect((await ledger.pendingNotices()).map(({ id }) => id)).toEqual(['n1']);
      await ledger.recordAcceptance({ ...to('b@example.com'), at: later(9), countsAsNotice: true });
      expect((await ledger.loadUser(REF)).notices[0]).toMatchObject({ acceptedAt: later(9) });
    });

    it('writes the same once, however often it is sent after a lost answer', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      const contact = {
        userName: 'app',
        userArn: 'arn:aws:iam::111122223333:user/app',
        tags: [['owner', 'team-a']] as const,
        accountName: 'shop',
        accountEmail: 'shop@example.com',
        seenAt: T0,
      };
      const change = { keys: [record], notices: [notice], addHolds: [hold], saga, contact, journal: [line] };
      for (let times = 0; times < 3; times += 1) {
        await ledger.save(held, T0, change);
        await ledger.addStandingHold(hold);
        await ledger.appendJournal([line]);
      }
      const memory = await ledger.loadUser(REF);
      expect(memory).toEqual({
        ...REF,
        keys: [record],
        notices: [notice],
        holds: [hold],
        held: [],
        openSaga: saga,
        contact,
      });
      expect(await ledger.journalOf(REF)).toEqual([line]);
      const summary = { runId: 'r1', startedAt: T0 } as RunSummary;
      await ledger.recordRun(summary);
      await ledger.recordRun(summary);
      expect(await ledger.runs(10)).toEqual([summary]);
    });

    it('puts away what is settled, and gives it out to people', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      const gone = { ...record, inactiveSince: T0, goneAt: later(1) };
      const living = { ...record, keyId: 'AKIAI44QH8DHBEXAMPLE' as AccessKeyId };
      const told = { ...notice, id: 'n2', keyId: living.keyId };
      await ledger.save(held, T0, { keys: [gone, living], notices: [notice, told], journal: [line] });
      await ledger.recordAcceptance({
        notices: [{ ...REF, id: 'n1' }],
        at: later(1),
        channel: 'mail',
        countsAsNotice: true,
      });
      const done = { ...line, id: 'l2', phase: 'done' } as const;
      const month = 31 * 24 * 60;
      const next = { holder: 'b', now: later(month), until: later(month + 15) };
      const again = await ledger.acquireLease(REF, next);
      if (again === undefined) throw new Error('no lease');
      await ledger.save(again, later(month), { journal: [done] });
      const memory = await ledger.loadUser(REF);
      expect(memory.keys).toEqual([living]);
      expect(memory.notices).toEqual([told]);
      expect((await ledger.historyOf(REF)).map(({ kind, id }) => `${kind} ${id}`)).toEqual([
        `keys ${KEY}`,
        'notices n1',
        'journal l1',
        'journal l2',
      ]);
      expect(await ledger.journalOf(REF)).toEqual([line, done]);
      const kinds = (await exported(ledger)).map(({ table }) => table);
      expect(kinds).toEqual(['keys', 'keys', 'notices', 'notices', 'journal', 'journal']);
    });

    it('keeps what something living points to, and lines of what may still be under way', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      const gone = { ...record, inactiveSince: T0, goneAt: later(1) };
      const living = { ...record, keyId: 'AKIAI44QH8DHBEXAMPLE' as AccessKeyId, replaces: KEY };
      await ledger.save(held, T0, { keys: [gone, living], journal: [line] });
      const month = 29 * 24 * 60;
      const next = { holder: 'b', now: later(month), until: later(month + 15) };
      const again = await ledger.acquireLease(REF, next);
      if (again === undefined) throw new Error('no lease');
      await ledger.save(again, later(month), { held: [] });
      expect((await ledger.loadUser(REF)).keys).toEqual([gone, living]);
      expect(await ledger.historyOf(REF)).toEqual([]);
    });

    it('takes a standing hold without a lease, and ends one by its id', async () => {
      const ledger = await fresh();
      const held = await lease(ledger, 'someone else');
      await ledger.addStandingHold(hold);
      const second = { ...hold, id: 'h2' };
      await ledger.addStandingHold(second);
      await ledger.save(held, T0, { endHolds: ['h1'] });
      expect((await ledger.loadUser(REF)).holds).toEqual([second]);
    });

    it('takes lines of the journal without a lease, in their order among those of a save', async () => {
      const ledger = await fresh();
      const held = await lease(ledger, 'someone else');
      const undone = (phase: JournalEntry['phase']): JournalEntry => ({
        ...line,
        id: `undo ${phase}`,
        sagaId: 's2',
        step: 'reactivate',
        phase,
      });
      await ledger.save(held, T0, { journal: [line] });
      await ledger.appendJournal([undone('intent'), { ...line, ...OTHER }]);
      await ledger.save(held, T0, { journal: [{ ...line, id: 'l2', phase: 'done' }] });
      await ledger.appendJournal([undone('done')]);
      await ledger.appendJournal([]);
      expect(await ledger.journalOf(REF)).toEqual([
        line,
        undone('intent'),
        { ...line, id: 'l2', phase: 'done' },
        undone('done'),
      ]);
      expect(await ledger.journalOf(OTHER)).toEqual([{ ...line, ...OTHER }]);
      expect((await ledger.loadUser(REF)).openSaga).toBeUndefined();
    });

    it('keeps one open saga, one choice and the latest list of holds', async () => {
      const ledger = await fresh();
      const held = await lease(ledger);
      const seen = { ...REF, keyId: KEY, signature: 'x', since: T0 };
      const keep = { ...REF, keyId: KEY, at: T0, by: 'me', why: 'asked' };
      await ledger.save(held, T0, { saga, held: [seen], keep });
      await ledger.save(held, T0, { saga: { ...saga, createFrom: T0 }, held: [] });
      expect(await ledger.loadUser(REF)).toMatchObject({ openSaga: { createFrom: T0 }, held: [], keep });
      await ledger.save(held, T0, { closeSaga: true, dropKeep: true });
      const memory = await ledger.loadUser(REF);
      expect(memory.openSaga).toBeUndefined();
      expect(memory.keep).toBeUndefined();
    });

    it('keeps one order to replace keys until it is dropped', async () => {
      const ledger = await setup.open(await setup.newPlace());
      const held = await lease(ledger);
      const force = { ...REF, keyIds: [KEY], at: T0, by: 'operator', why: 'laptop lost' };
      await ledger.save(held, T0, { force });
      await ledger.save(held, T0, { force: { ...force, why: 'again' } });
      expect((await ledger.loadUser(REF)).force).toEqual({ ...force, why: 'again' });
      expect((await ledger.loadUser(OTHER)).force).toBeUndefined();
      await ledger.save(held, T0, { dropForce: true });
      expect((await ledger.loadUser(REF)).force).toBeUndefined();
      await ledger.close();
    });

    it('keeps the newest reading of each user, and those of one account only', async () => {
      const ledger = await setup.open(await setup.newPlace());
      const read = { ...REF, userName: 'app', readAt: later(5), keys: [], fingerprint: 'new' };
      const elsewhere = { ...read, accountId: '444455556666' as AccountId };
      await ledger.recordReads([read, elsewhere]);
      await ledger.recordReads([{ ...read, readAt: later(1), fingerprint: 'old' }]);
      expect([...(await ledger.loadReads(REF.accountId)).values()]).toEqual([read]);
      await ledger.recordReads([{ ...read, readAt: later(9), fingerprint: 'newer' }]);
      expect((await ledger.loadReads(REF.accountId)).get(REF.userId)?.fingerprint).toBe('newer');
      await ledger.close();
    });

    it('gives out everything it holds, and says whether it was there before', async () => {
      const place = await setup.newPlace();
      const ledger = await setup.open(place);
      expect(ledger.isNew).toBe(true);
      const held = await lease(ledger);
      await ledger.save(held, T0, { keys: [record], notices: [notice], saga, journal: [line] });
      const tables = (await exported(ledger)).map(({ table }) => table);
      expect(tables).toEqual(['keys', 'notices', 'sagas', 'journal']);
      const other = await setup.open(place);
      expect(other.isNew).toBe(false);
      await other.close();
      await ledger.close();
    });

    it('keeps runs in their order', async () => {
      const ledger = await fresh();
      const run = (runId: string): RunSummary => ({
        runId,
        startedAt: T0,
        endedAt: T0,
        enforce: true,
        accounts: { scanned: 1, excluded: 0, failed: 0 },
        decisions: { rotate: 0, deactivate: 0, delete: 0, warn: 0, hold: 0, repair: 0, none: 1 },
        done: 0,
        failed: 0,
        complete: true,
      });
      await ledger.recordRun(run('one'));
      await ledger.recordRun(run('two'));
      expect((await ledger.runs(1000)).map(({ runId }) => runId)).toEqual(['one', 'two']);
      expect((await ledger.runs(1)).map(({ runId }) => runId)).toEqual(['two']);
    });
  });
}
