import type { Decision } from '../domain/decision.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { UserRef } from '../domain/ids.ts';
import { LARGEST_SKEW, LEASE_LENGTH } from '../domain/in-flight.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { Saga } from '../domain/saga.ts';
import type { Settings } from '../domain/settings.ts';
import { type Instant, isoTime, MINUTE, plus } from '../domain/time.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { MemoryChange } from '../domain/user-unit.ts';
import type { OwnKeys } from '../policy/own-keys.ts';
import type { CanaryState } from '../policy/pauses.ts';
import type { Budget } from '../ports/budget.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cloud, UserSession } from '../ports/cloud.ts';
import type { Host } from '../ports/host.ts';
import type { Ids } from '../ports/ids.ts';
import type { KillSwitch } from '../ports/kill-switch.ts';
import type { Lease, Ledger } from '../ports/ledger.ts';
import type { Waiting } from '../ports/waiting.ts';

/** What the engine works with in one run. */
export interface Engine {
  readonly runId: string;
  readonly settings: Settings;
  readonly cloud: Cloud;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly host: Host;
  readonly budget: Budget;
  readonly killSwitch: KillSwitch;
  /** Whether accounts other than the canaries may be changed yet. */
  readonly canary: CanaryState;
  /** False when no channel is set up whose word counts as having told an owner. */
  readonly reachesOwners?: boolean;
  /** The keys that Keyturn made in the account that is being worked on. */
  readonly ownKeys?: OwnKeys;
  /** Which decisions may be carried out; without it, all of them. `apply` allows those that its plan holds as well. */
  readonly approved?: (decision: Decision) => boolean;
  /** Told of every secret that carries another ledger's id. */
  readonly noteOtherLedger?: (ledgerId: string) => void;
  /** Whether a person wants the run to end: then nothing more is begun. */
  readonly interrupted?: () => boolean;
  /** Told what the run waits for. */
  readonly waiting?: Waiting;
}

/** No change is begun with less than this left of the lease: a call may take its time. */
const LEASE_RESERVE = MINUTE;

/** The work on one user under one lease: writes to the ledger, and stops when the lease is about to end. */
export interface UserWork {
  readonly engine: Engine;
  readonly lease: Lease;
  readonly session: UserSession;
  readonly facts: UserFacts;
  /** Begins with the id in the role session's name. */
  readonly sagaId: string;
}

/** Writes a change of the user's memory under the lease. */
export async function save(work: Pick<UserWork, 'engine' | 'lease'>, change: MemoryChange): Promise<void> {
  await work.engine.ledger.save(work.lease, work.engine.clock.now(), change);
}

/** A journal entry of a saga, now. */
export function entry(
  work: Pick<UserWork, 'engine'>,
  saga: Saga,
  line: Pick<JournalEntry, 'step' | 'phase'> & Partial<Pick<JournalEntry, 'keyId' | 'detail'>>,
): JournalEntry {
  const { accountId, userId, userName, sagaId } = saga;
  return {
    id: work.engine.ids.next(),
    at: work.engine.clock.now(),
    runId: work.engine.runId,
    sagaId,
    accountId,
    userId,
    userName,
    ...line,
  };
}

/** Throws LEDGER_LEASE_LOST when the lease ends too soon for another change of AWS. */
export function assertLease(work: Pick<UserWork, 'engine' | 'lease'>): void {
  if (work.engine.clock.now() < plus(work.lease.until, -LEASE_RESERVE)) return;
  throw new KeyturnError({
    code: 'LEDGER_LEASE_LOST',
    message: `The lease on user ${work.lease.userId} ends at ${isoTime(work.lease.until)}, too soon for another change.`,
    next: 'Nothing is lost: the next run continues from what the ledger says.',
    actor: 'keyturn',
  });
}

/** A lease on a user from now, or undefined when somebody else has it. */
export async function leaseUser(
  engine: Pick<Engine, 'ledger' | 'clock'> & Partial<Pick<Engine, 'cloud'>>,
  ref: UserRef,
  holder: string,
): Promise<Lease | undefined> {
  const now: Instant = engine.clock.now();
  const skew = engine.cloud?.clockSkew();
  const clockIsRight = skew !== undefined && Math.abs(skew) <= LARGEST_SKEW;
  return await engine.ledger.acquireLease(ref, { holder, now, until: plus(now, LEASE_LENGTH), clockIsRight });
}
