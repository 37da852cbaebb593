import { describe, expect, it } from 'vitest';
import type { AccessKeyId, AccountId, UserId, UserRef } from '../../src/domain/ids.ts';
import { ALL_IS_SEEN } from '../../src/domain/in-flight.ts';
import type { JournalEntry } from '../../src/domain/journal.ts';
import type { ChangeSaga } from '../../src/domain/saga.ts';
import { type Instant, instant, MINUTE, plus } from '../../src/domain/time.ts';
import type { MemoryChange } from '../../src/domain/user-unit.ts';
import type { Lease, Ledger } from '../../src/ports/ledger.ts';
import type { Processes } from '../../src/ports/processes.ts';
import type { LedgerSetup } from './ledger-contract.ts';

const REF: UserRef = { accountId: '111122223333' as AccountId, userId: 'AIDAEXAMPLEUSER000001' as UserId };
const KEY = 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId;
const T0: Instant = instant(1_800_000_000_000);
const later = (minutes: number): Instant => plus(T0, minutes * MINUTE);
const END = later(60);

const line: JournalEntry = {
  ...REF,
  id: 'l1',
  at: later(1),
  runId: 'r1',
  sagaId: 's1',
  userName: 'app',
  step: 'deactivate',
  phase: 'intent',
  keyId: KEY,
};
const saga: ChangeSaga = {
  ...REF,
  kind: 'deactivate',
  sagaId: 's1',
  runId: 'r1',
  userName: 'app',
  openedAt: later(1),
  keyId: KEY,
};
const ended: JournalEntry = { ...line, id: 'l2', phase: 'done' };

/** What a ledger must do with the lease that a process left behind which is no more. */
export function leasesContract(name: string, setup: LedgerSetup): void {
  /** Processes by name; those in `dead` are no more. */
  const machine = (dead: Set<string>) => (own: string) =>
    ({ own, isDead: (other) => dead.has(other) }) satisfies Processes;

  /** A lease until an hour from T0 of a process that left this behind; and the next process, to which it looks dead. */
  async function left(
    change: MemoryChange,
    more: { alive?: true; appended?: readonly JournalEntry[] } = {},
  ): Promise<{ first: Ledger; next: Ledger; lease: Lease }> {
    const place = await setup.newPlace();
    const named = machine(new Set(more.alive ? [] : ['first']));
    const first = await setup.open(place, named('first'));
    const lease = await first.acquireLease(REF, { holder: 'a', now: T0, until: END });
    if (lease === undefined) throw new Error('no lease');
    await first.save(lease, later(1), change);
    await first.appendJournal(more.appended ?? []);
    return { first, lease, next: await setup.open(place, named('next')) };
  }
  const takes = async (ledger: Ledger, now: Instant, holder = 'b'): Promise<boolean> =>
    (await ledger.acquireLease(REF, { holder, now, until: plus(now, 15 * MINUTE) })) !== undefined;

  describe(`leases that a dead process left: ${name}`, () => {
    it('passes on at once when nothing is under way, and takes no write from the dead any more', async () => {
      const { first, next, lease } = await left({ journal: [line, ended] });
      expect(await takes(next, later(2))).toBe(true);
      await expect(first.save(lease, later(2), { journal: [line] })).rejects.toMatchObject({
        code: 'LEDGER_LEASE_LOST',
      });
      await first.releaseLease(lease);
      expect(await takes(first, later(3), 'c')).toBe(false);
    });

    it('stands until its end when its holder is not proven dead', async () => {
      const { next } = await left({}, { alive: true });
      expect(await takes(next, later(59))).toBe(false);
      expect(await takes(next, later(60))).toBe(true);
    });

    it('stands until its end when its holder could not be named', async () => {
      const place = await setup.newPlace();
      const first = await setup.open(place);
      await first.acquireLease(REF, { holder: 'a', now: T0, until: END });
      const next = await setup.open(place, { own: 'next', isDead: () => true });
      expect(await takes(next, later(59))).toBe(false);
      expect(await takes(next, later(60))).toBe(true);
    });

    it.each<[string, MemoryChange, readonly JournalEntry[]]>([
      ['an open saga', { saga }, []],
      ['an intent', { journal: [line] }, []],
      ['a lost answer', { journal: [line, { ...line, id: 'l2', phase: 'unknown' }] }, []],
      [
        'an intent of somebody without a lease',
        { journal: [line, ended] },
        [{ ...line, id: 'l3', sagaId: 'undo' }],
      ],
    ])('waits for what may still land when it left behind %s', async (_name, change, appended) => {
      const { next } = await left(change, { appended });
      const seen = plus(line.at, ALL_IS_SEEN);
      expect(await takes(next, later(2))).toBe(false);
      expect(await takes(next, plus(seen, -1))).toBe(false);
      expect(await takes(next, seen)).toBe(true);
    });

    it('counts from the last thing that an open saga noted', async () => {
      const { next } = await left({ saga, journal: [line, { ...ended, at: later(5) }] });
      expect(await takes(next, plus(later(5), ALL_IS_SEEN - 1))).toBe(false);
      expect(await takes(next, plus(later(5), ALL_IS_SEEN))).toBe(true);
    });

    it('an intent whose saga was settled since is over', async () => {
      const { next } = await left({ journal: [line, { ...line, id: 'l4', step: 'settle', phase: 'note' }] });
      expect(await takes(next, later(2))).toBe(true);
    });

    it('passes on to one of two, whoever is first', async () => {
      const place = await setup.newPlace();
      const named = machine(new Set(['first']));
      const [first, b, c] = [
        await setup.open(place, named('first')),
        await setup.open(place, named('b')),
        await setup.open(place, named('c')),
      ];
      await first.acquireLease(REF, { holder: 'a', now: T0, until: END });
      const taken = await Promise.all([takes(b, later(1), 'b'), takes(c, later(1), 'c')]);
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await takes(taken[0] === true ? c : b, later(2), 'again')).toBe(false);
    });
  });
}
