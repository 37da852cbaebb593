import pMap from 'p-map';
import type { AccountId, UserId } from '../../domain/ids.ts';
import type { Account } from '../../domain/user-facts.ts';
import { assertClock } from '../../engine/clock-skew.ts';
import { isBegun } from '../../inventory/begun.ts';
import { type Selection, selectAccounts } from '../../inventory/select-accounts.ts';
import { freezeOf, isCanary } from '../../policy/pauses.ts';
import { canaryState } from './canary.ts';
import { listAccountsInScope } from './list-accounts.ts';
import { type AccountTask, type Manifest, plainAccount } from './manifest.ts';
import type { RunOptions } from './options.ts';
import { isSettled, RUNS_LOOKED_AT } from './other-ledger.ts';
import { partOf } from './part-of-run.ts';
import type { RunParts } from './parts.ts';

/**
 * The first stage of a run: who is calling, what time it is, which accounts there are, and whether anything may be changed.
 *
 * Changes nothing. Errors concern the run as a whole (credentials, clock, the organization's list, the ledger, names that
 * match nothing) and are thrown as KeyturnErrors.
 */
export async function begin(parts: RunParts, options: RunOptions): Promise<Manifest> {
  const { clock, cloud, settings, host } = parts;
  const runId = parts.ids.next();
  const startedAt = clock.now();
  const caller = await cloud.caller();
  assertClock(cloud.clockSkew());
  const listing = await listAccountsInScope(parts, caller);
  const { safety } = settings;
  const selection = selectAccounts(listing.accounts, settings.scope, safety.canary?.accounts);
  const part = await partOf(parts, selection, listing.accounts, options);
  const { accounts } = part;
  const partial = options.only !== undefined || options.narrow !== undefined;
  const text = accounts.length === 1 ? 'Reading one account' : `Reading ${accounts.length} accounts`;
  host.notify({ code: 'RUN_STARTED', level: 'info', text, data: { accounts: accounts.length } });
  const stop = await parts.killSwitch();
  if (stop.stop)
    host.notify({ code: stop.code, level: 'warn', text: `No change would be made now: ${stop.why}` });
  const runs = await parts.ledger.runs(RUNS_LOOKED_AT);
  const { narrow, approved, force } = options;
  return {
    schema: 'keyturn/manifest/v1',
    runId,
    startedAt,
    enforce: options.enforce,
    stop,
    partial,
    caller: { accountId: caller.accountId, arn: caller.arn },
    ...(listing.organizationId === undefined ? {} : { organizationId: listing.organizationId }),
    tasks: [
      ...accounts.map((account) => taskFor(account, parts, part.only)),
      ...(partial ? [] : await tasksOutside(parts, selection)),
    ],
    settled: part.settled,
    listed: listing.accounts.map(({ id }) => id),
    canaries: canariesOf(parts, listing.accounts, startedAt),
    canary: canaryState(safety.canary, runs, startedAt),
    ledgerIsUnasked: parts.newLedger === 'not-asked-for' && !isSettled(runs),
    readAll: options.readAll === true,
    ...(narrow === undefined ? {} : { narrowed: narrow }),
    ...(approved === undefined ? {} : { approved }),
    ...(force === undefined ? {} : { force }),
  };
}

function taskFor(
  account: Account,
  { settings }: RunParts,
  only: ReadonlyMap<AccountId, ReadonlySet<UserId>> | undefined,
): AccountTask {
  const { canary } = settings.safety;
  const users = only?.get(account.id);
  return {
    account: plainAccount(account),
    wave: canary !== undefined && isCanary(account, canary) ? 'canary' : 'rest',
    ...(users === undefined ? {} : { only: [...users] }),
  };
}

/** Accounts that the configuration leaves out by now, and in which something is open; the others are not entered. */
async function tasksOutside(
  { ledger, settings }: RunParts,
  { outside }: Selection,
): Promise<readonly AccountTask[]> {
  const found = await pMap(
    outside,
    async ({ account, why }): Promise<readonly AccountTask[]> => {
      const begun = [...(await ledger.loadAccount(account.id)).values()].filter(isBegun);
      if (begun.length === 0) return [];
      const only = begun.map(({ userId }) => userId);
      return [{ account: plainAccount(account), wave: 'outside', only, outside: why }];
    },
    { concurrency: settings.concurrency.accounts },
  );
  return found.flat();
}

function canariesOf(
  { settings }: RunParts,
  listed: readonly Account[],
  now: Manifest['startedAt'],
): Manifest['canaries'] {
  const { canary, freeze } = settings.safety;
  if (canary === undefined) return [];
  return listed
    .filter((account) => isCanary(account, canary))
    .map((account) => ({
      accountId: account.id,
      frozen: freezeOf(account, freeze, now).length > 0,
    }));
}
