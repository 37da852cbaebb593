import type { Policy } from '../../../src/domain/policy.ts';
import type { Mail } from '../knowledge.ts';
import { type Bench, SLACK } from './bench.ts';
import type { KeyLife } from './scene.ts';

/** What is wrong with the notice of a deactivation: it must have reached the owner in time, and its date have come. */
export function noticeProblem(
  bench: Bench,
  key: KeyLife,
  { policy, at }: { readonly policy: Policy; readonly at: number },
): string | undefined {
  if (policy.notice === 'not-required') return undefined;
  const counts = countsAnew(bench, key, at);
  const mails = bench.stage.knowledge.mail.filter(
    (mail, index) =>
      mail.notice.keyId === key.id &&
      mail.notice.pending === 'deactivate' &&
      mail.at <= at &&
      counts(mail, index),
  );
  const first = mails[0];
  if (first === undefined) return 'deactivated a key without any notice';
  if (first.at > at - policy.minNotice + SLACK) {
    return `deactivated ${Math.round((at - first.at) / 3_600_000)} hours after its notice`;
  }
  const promised = mails.findLast(({ misdated }) => !misdated)?.notice.plannedFor;
  return promised !== undefined && promised > at + SLACK ? 'deactivated before the promised date' : undefined;
}

/**
 * Which notices count: an undo, a reactivation of what Keyturn had switched off, and a release begin anew.
 *
 * What came first is told by the order of things, not by the clock: in one millisecond a key can be switched on again and
 * its deactivation announced.
 */
function countsAnew(bench: Bench, key: KeyLife, at: number): (mail: Mail, index: number) => boolean {
  const released = bench.stage.knowledge.orders
    .filter(
      (order) =>
        order.kind === 'release' &&
        order.sure &&
        order.userId === key.userId &&
        order.keyId === key.id &&
        order.at <= at,
    )
    .map(({ afterMails }) => afterMails);
  const reactivated = key.switches
    .filter((one, index) => one.to === 'Active' && key.switches[index - 1]?.ours === true && one.at <= at)
    .map(({ place }) => place);
  const mails = Math.max(0, ...released);
  const events = Math.max(0, ...reactivated);
  return (mail, index) => index >= mails && mail.afterEvents >= events;
}
