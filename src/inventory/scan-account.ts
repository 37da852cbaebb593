import pMap from 'p-map';
import type { UserByReport } from '../domain/by-report.ts';
import type { UserFailure } from '../domain/coverage.ts';
import type { CredentialReport, CredentialRow } from '../domain/credential-report.ts';
import { isInterrupted } from '../domain/errors.ts';
import type { UserId } from '../domain/ids.ts';
import type { Unasked } from '../domain/lost-key.ts';
import type { UseSeen } from '../domain/use-seen.ts';
import type { Account, UserFacts } from '../domain/user-facts.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { AccountReader, UserHeader } from '../ports/cloud.ts';
import type { AccountReading } from './account-reading.ts';
import { isBegun } from './begun.ts';
import { type Known, readUser } from './read-user.ts';
import { readRecordOf } from './reading-list.ts';
import type { ScanContext } from './scan-context.ts';
import { isInScope, outsideScope } from './scope.ts';
import { usableReport } from './usable-report.ts';
import { usesSeen } from './uses-seen.ts';

/** What was read of one account. */
export interface AccountScan {
  readonly account: Account;
  readonly userCount: number;
  /** Names of all groups that any user is in, in lower case. */
  readonly groups: ReadonlySet<string>;
  /** Users that have keys, or about whom something is unfinished. */
  readonly users: readonly UserFacts[];
  /** Users for whom only the credential report speaks. */
  readonly byReport: readonly UserByReport[];
  /** What was seen of the use of keys over the runs, this one included, by user. */
  readonly uses: ReadonlyMap<UserId, readonly UseSeen[]>;
  /** What the credential report says, by user; empty when it could not be used. */
  readonly rows: ReadonlyMap<UserId, CredentialRow>;
  readonly failures: readonly UserFailure[];
  /** Why the credential report could not be used, if it was asked for. */
  readonly reportUnusable?: string;
  /** Who had a turn, when the time was up before everybody had one. */
  readonly handled?: readonly UserId[];
  /** Secrets that could not be asked whether they still give out what was handed over, each with the reason. */
  readonly unasked: readonly Unasked[];
}

/** Users of one account that are read or worked on at once; how fast calls follow one another is the limiter's to say. */
const USERS_AT_ONCE = 64;

/** In an account of at most so many users, the first reading does not wait for the credential report to be made. */
const SMALL = 100;

/**
 * Reads the users of an account, and the keys of those about whom anything may have changed or be due; each is worked on
 * as soon as it was read.
 *
 * A failure to enter the account or to list its users is the caller's to handle; a failure to read one user is recorded
 * and touches no other.
 */
export async function scanAccount(context: ScanContext, account: Account): Promise<AccountScan> {
  const reader = await context.cloud.openAccount(account);
  const headers = await reader.listUsers();
  const listedAt = context.clock.now();
  await context.onListed?.(new Set(headers.map((header) => header.userId)));
  const wanted = headers.filter((header) => isWanted(header, context));
  const waiting = wanted.filter(({ userId }) => context.handled?.has(userId) !== true);
  const report = openReport(context, reader, wanted.length);
  if (context.reads.size > 0 || wanted.length > SMALL) await report.arrival;
  const notes = createNotes(context, account, report);
  const unasked: Unasked[] = [];
  const reading: AccountReading = {
    context,
    account,
    reader,
    listedAt,
    report: report.found,
    note: notes.take,
    unasked: (why) => unasked.push(why),
  };
  const users: UserFacts[] = [];
  const byReport: UserByReport[] = [];
  const failures: UserFailure[] = headers.filter((header) => isAskedInVain(header, context)).map(outOfScope);
  const handled: UserId[] = [];
  const { order = (listed) => listed, each } = context;
  const workOn = async (header: UserHeader): Promise<void> => {
    const known = await tryToRead(reading, header, failures);
    if (known?.byReport !== undefined) {
      byReport.push(known.byReport);
      await notes.firstSight(header);
    }
    const facts = known?.facts;
    if (facts === undefined) return;
    // A user whose keys are all gone is looked at once more if something was left unfinished.
    const unfinished = context.memories.get(header.userId)?.openSaga !== undefined;
    if (facts.keys.length === 0 && !unfinished) return;
    users.push(facts);
    await each?.(facts);
  };
  const early = wanted.length - waiting.length;
  let begun = 0;
  await pMap(
    order(waiting),
    async (header) => {
      if (context.interrupted?.() === true) return;
      // However long the listing took, each turn gets further.
      if (begun > 0 && isTimeUp(context)) return;
      begun += 1;
      await workOn(header);
      handled.push(header.userId);
      context.onProgress?.(early + handled.length, wanted.length);
    },
    { concurrency: USERS_AT_ONCE },
  );
  const uses = await notes.finish(users);
  const names = headers.flatMap((header) => (header.groups.known ? header.groups.value : []));
  const groups = new Set(names.map((name) => name.toLowerCase()));
  const unusable = report.unusable();
  return {
    account,
    userCount: wanted.length,
    groups,
    users,
    byReport,
    uses,
    rows: rowsOf(waiting, report.found()),
    failures,
    unasked,
    ...(handled.length === waiting.length ? {} : { handled }),
    ...(unusable === undefined ? {} : { reportUnusable: unusable }),
  };
}

/** Whoever is begun has its whole time; the others are for the next turn. */
function isTimeUp({ beginsUntil, clock }: ScanContext): boolean {
  return beginsUntil !== undefined && clock.now() >= beginsUntil;
}

async function tryToRead(
  reading: AccountReading,
  header: UserHeader,
  failures: UserFailure[],
): Promise<Known | undefined> {
  try {
    return await readUser(reading, header);
  } catch (error) {
    // Other users are in the middle of a change, and are waited for.
    if (isInterrupted(error)) return undefined;
    if (!isCallFailure(error)) throw error;
    // A user deleted between the listing and this call is no failure.
    if (error.kind !== 'not-found')
      failures.push({ userName: header.userName, code: error.awsCode, why: error.message });
    return undefined;
  }
}

/** The credential report on its way: IAM takes seconds to make one, in which others things can be done. */
interface PendingReport {
  readonly arrival: Promise<void>;
  readonly arrived: () => boolean;
  readonly found: () => CredentialReport | undefined;
  readonly unusable: () => string | undefined;
}

function openReport(context: ScanContext, reader: AccountReader, users: number): PendingReport {
  const { only, horizon, settings } = context;
  // Where everybody is read it is asked for all the same: the notes say what it said.
  const everybody = only !== undefined || horizon !== undefined || users <= 1;
  let answer: Awaited<ReturnType<typeof usableReport>> | undefined;
  const asked =
    everybody || !settings.reading.credentialReport
      ? Promise.resolve({})
      : usableReport(reader, context.clock);
  const arrival = asked.then((given) => {
    answer = given;
  });
  // Whoever waits for it hears of a failure; until then it must not end the process.
  arrival.catch(() => undefined);
  return {
    arrival,
    arrived: () => answer !== undefined,
    found: () => answer?.report,
    unusable: () => answer?.unusable,
  };
}

/** Notes of what was read, which wait for the report: they say what it said of the user then. */
function createNotes(context: ScanContext, account: Account, report: PendingReport) {
  const waiting: { readonly header: UserHeader; readonly facts: UserFacts }[] = [];
  const drain = async (): Promise<void> => {
    for (const { header, facts } of waiting.splice(0)) {
      const row = report.found()?.rows.get(header.arn);
      const user = { accountId: account.id, userId: header.userId, userName: header.userName };
      const { readAt: at, keys, secretCheck } = facts;
      const check = secretCheck === undefined ? {} : { secretCheck };
      const uses = usesSeen(context, facts, row);
      await context.note.add(readRecordOf(user, { at, keys, row, uses, ...check }));
    }
  };
  return {
    take: async (header: UserHeader, facts: UserFacts): Promise<void> => {
      waiting.push({ header, facts });
      if (report.arrived()) await drain();
    },
    /** From now on the user has a turn in the first sweep. */
    firstSight: async (header: UserHeader): Promise<void> => {
      const row = report.found()?.rows.get(header.arn);
      if (context.reads.has(header.userId) || row === undefined) return;
      const user = { accountId: account.id, userId: header.userId, userName: header.userName };
      const { fingerprint } = row;
      const readAt = context.clock.now();
      await context.note.add({ ...user, readAt, keys: [], fingerprint, byReport: true });
    },
    finish: async (users: readonly UserFacts[]): Promise<AccountScan['uses']> => {
      await report.arrival;
      await drain();
      const seen = new Map<UserId, readonly UseSeen[]>();
      for (const facts of users) {
        const uses = usesSeen(context, facts, report.found()?.rows.get(facts.userArn));
        seen.set(facts.userId, uses);
        const last = context.reads.get(facts.userId);
        // Who was read is noted with it; of the others a new use is all that is new, and no reading.
        const isNew =
          facts.remembered === true && last !== undefined && uses !== last.uses && uses.length > 0;
        if (isNew) await context.note.add({ ...last, uses });
      }
      await context.note.flush();
      return seen;
    },
  };
}

function isWanted(header: UserHeader, context: ScanContext): boolean {
  const { only } = context;
  if (only !== undefined && !only.has(header.userId)) return false;
  if (outsideScope(header, context) === undefined) return true;
  // Who is asked for by name and is outside is told so instead.
  const looksAfter = only === undefined || context.outside !== undefined;
  return looksAfter && isBegun(context.memories.get(header.userId));
}

/** Later runs would not look at such a user again: whatever was begun would never be ended. */
function isAskedInVain(header: UserHeader, { only, outside, settings, handled }: ScanContext): boolean {
  // It was said in the first turn.
  if (handled !== undefined) return false;
  return outside === undefined && only?.has(header.userId) === true && !isInScope(header, settings);
}

function outOfScope({ userName }: UserHeader): UserFailure {
  const why = 'the user was asked for, and is outside scope.users or scope.paths';
  return { userName, code: 'USER_OUT_OF_SCOPE', why };
}

function rowsOf(
  headers: readonly UserHeader[],
  report: CredentialReport | undefined,
): ReadonlyMap<UserId, CredentialRow> {
  const rows = new Map<UserId, CredentialRow>();
  for (const header of headers) {
    const row = report?.rows.get(header.arn);
    if (row !== undefined) rows.set(header.userId, row);
  }
  return rows;
}
