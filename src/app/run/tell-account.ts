import type { Account } from '../../domain/user-facts.ts';
import type { Engine } from '../../engine/engine.ts';
import type { AccountScan } from '../../inventory/scan-account.ts';

/** Numbers the accounts in the order in which they are through: `account 3 of 12, shop`. */
export type Numbering = (name: string) => string;

/** An account's name, with its number among all of them. */
export function nameOf({ name }: Account, numbering: Numbering | undefined): string {
  return numbering?.(name) ?? name;
}

/** In a large account a line now and then: the reading of one may take minutes. */
export function tellProgress(
  engine: Engine,
  { name, id: accountId }: Account,
  progress: readonly [number, number],
): void {
  const [done, of] = progress;
  if (done % TELL_EVERY !== 0 || done === of) return;
  const text = `${name}: ${done} of ${of} users`;
  engine.host.notify({ code: 'USERS_READ', level: 'info', text, data: { accountId, done, of } });
}

const TELL_EVERY = 250;

/** Says that an account was read, and why its credential report was no help. */
export function tellRead(
  engine: Engine,
  scan: AccountScan,
  how: { readonly enforce: boolean; readonly numbering: Numbering | undefined },
): void {
  const { enforce, numbering } = how;
  const { id: accountId, name } = scan.account;
  // A dry run takes a report that is there; that there is none is nothing to tell.
  if (scan.reportUnusable !== undefined && enforce) {
    const text = `${name}: every user was read, since the credential report cannot be used (${scan.reportUnusable})`;
    engine.host.notify({ code: 'CREDENTIAL_REPORT_UNUSABLE', level: 'info', text, data: { accountId } });
  }
  engine.host.notify({
    code: 'ACCOUNT_SCANNED',
    level: 'info',
    text: `${nameOf(scan.account, numbering)}: ${scan.userCount} ${scan.userCount === 1 ? 'user' : 'users'}`,
    data: { accountId, users: scan.userCount },
  });
}
