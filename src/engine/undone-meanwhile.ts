import type { AccessKeyId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import { type KeyRecord, recordOf, type StandingHold } from '../domain/memory.ts';
import type { ChangeSaga } from '../domain/saga.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import { entry, save, type UserWork } from './engine.ts';
import { failed, type Outcome } from './outcome.ts';

/** A hold that is in force for a key, read from the ledger just now. */
export async function standingHold(
  work: UserWork,
  keyId: AccessKeyId,
  kind?: StandingHold['kind'],
): Promise<StandingHold | undefined> {
  const { engine, facts } = work;
  const latest = await engine.ledger.loadUser({ accountId: facts.account.id, userId: facts.userId });
  const now = engine.clock.now();
  return latest.holds.find(
    (hold) =>
      hold.keyId === keyId &&
      (hold.until ?? Number.POSITIVE_INFINITY) > now &&
      (kind ?? hold.kind) === hold.kind,
  );
}

/** The outcome of a change that a standing hold stopped. */
export function heldBy({ kind, until }: StandingHold): Outcome {
  const objection =
    until === undefined
      ? ({ gate: 'standing-hold', state: 'blocked', detail: kind } as const)
      : ({ gate: 'standing-hold', state: 'waiting', until, detail: kind } as const);
  return { status: 'held', objections: [objection] };
}

/**
 * Switches a key on again that was just switched off, if a person has undone that meanwhile; undefined if nobody has.
 *
 * An undo waits for no worker: it writes its hold (h), and then reactivates (r). The worker writes its intent, reads the
 * holds (1), switches off (x), and reads them again (2). Wherever h falls, the key ends active and held:
 *
 *   h  1          held at 1: x never happens
 *   1  h  x  2    found at 2: the worker switches on after its own x, whenever r came
 *   1  x  h  2    the same
 *   1  x  2  h  r   not found, and no matter: r comes after h, so after x
 *
 * The intent stands before 1: an undo that the worker cannot see at 1 sees in turn that the key is being switched off.
 * Both lines are written without the lease: it may have been lost, and the key has to come back all the same.
 */
export async function takenBack(
  work: UserWork,
  change: {
    readonly saga: ChangeSaga;
    /** What became of switching it off: `done`, or `unknown` when the answer was lost. */
    readonly line: JournalEntry;
    readonly takeBack: () => Promise<void>;
  },
): Promise<Outcome | undefined> {
  const { saga, line, takeBack } = change;
  const { ledger } = work.engine;
  const { keyId } = saga;
  const hold = await standingHold(work, keyId, 'undo');
  if (hold === undefined) return undefined;
  const noted = (phase: JournalEntry['phase']): JournalEntry =>
    entry(work, saga, { step: 'reactivate', phase, keyId, detail: 'undone meanwhile' });
  await ledger.appendJournal([line, noted('intent')]);
  try {
    await takeBack();
  } catch (error) {
    // The saga stays open: the next run sees in IAM what is true.
    await ledger.appendJournal([
      noted(isCallFailure(error) && error.certainty === 'refused' ? 'refused' : 'unknown'),
    ]);
    return failed(error);
  }
  await save(work, {
    ...(await begunAnew(work, keyId)),
    // A lost request may still switch it off; then the next run finds an open saga, and knows whose doing that was.
    ...(line.phase === 'done' ? { closeSaga: true as const } : {}),
    journal: [noted('done')],
  });
  return heldBy(hold);
}

/** The owner was told that the key would go by now; when it is to go after the undo, that is announced again. */
export async function begunAnew(
  { engine, facts }: UserWork,
  keyId: AccessKeyId,
): Promise<{ readonly keys: readonly KeyRecord[] }> {
  const memory = await engine.ledger.loadUser({ accountId: facts.account.id, userId: facts.userId });
  const record = recordOf(memory, keyId);
  if (record === undefined) return { keys: [] };
  const { extendedUntil: _earlier, ...rest } = record;
  return { keys: [{ ...rest, noticesFrom: engine.clock.now() }] };
}
