import type { Policy } from '../../../src/domain/policy.ts';
import { type Bench, SLACK } from './bench.ts';
import type { KeyLife } from './scene.ts';

/** What is wrong with the notice of a deactivation: it must have reached the owner in time, and its date have come. */
export function noticeProblem(
  bench: Bench,
  key: KeyLife,
  { policy, at }: { readonly policy: Policy; readonly at: number },
): string | undefined {
  if (policy.notice === 'not-required') return undefined;
  const from = anewFrom(bench, key, at);
  const mails = bench.stage.knowledge.mail.filter(
    ({ notice, at: taken }) =>
      notice.keyId === key.id && notice.pending === 'deactivate' && taken > from && taken <= at,
  );
  const first = mails[0];
  if (first === undefined) return 'deactivated a key without any notice';
  if (first.at > at - policy.minNotice + SLACK) {
    return `deactivated ${Math.round((at - first.at) / 3_600_000)} hours after its notice`;
  }
  const promised = mails.findLast(({ misdated }) => !misdated)?.notice.plannedFor;
  return promised !== undefined && promised > at + SLACK ? 'deactivated before the promised date' : undefined;
}

/** Since when notices count: an undo, a reactivation of what Keyturn had switched off, and a release begin anew. */
function anewFrom(bench: Bench, key: KeyLife, at: number): number {
  const released = bench.stage.knowledge.orders
    .filter(
      (order) =>
        order.kind === 'release' && order.sure && order.userId === key.userId && order.keyId === key.id,
    )
    .map((order) => order.at);
  const reactivated = key.switches
    .filter((one, index) => one.to === 'Active' && key.switches[index - 1]?.ours === true)
    .map((one) => one.at);
  return Math.max(0, ...[...released, ...reactivated].filter((time) => time <= at));
}
