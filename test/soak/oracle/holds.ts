import type { Order } from '../knowledge.ts';
import { type Bench, processOf, RACE } from './bench.ts';
import type { KeyLife } from './scene.ts';

/** The person's word against a change of a key that stands at a time, if any: an undo, an extension, a reactivation, a choice. */
export function standingWord(bench: Bench, key: KeyLife, at: number): string | undefined {
  const orders = bench.stage.knowledge.orders.filter(
    (order) => order.userId === key.userId && order.at <= at - RACE,
  );
  /** Whether a later order ended a hold that began at a time, or with an order. */
  const ended = (from: number, by?: Order): boolean =>
    orders.some(
      (order, index) =>
        order.at >= from &&
        index > (by === undefined ? -1 : orders.indexOf(by)) &&
        ((order.kind === 'release' && (order.keyId === undefined || order.keyId === key.id)) ||
          order.kind === 'extend' ||
          (order.kind === 'keep' && order.keyId !== key.id)),
    );
  const extended = orders.findLast(
    (order) => order.kind === 'extend' && order.sure && order.keyId === key.id,
  );
  if (extended?.until !== undefined && extended.until > at + RACE && !ended(extended.at, extended))
    return 'extended';
  const last = key.switches.findLastIndex((one) => one.to === 'Active');
  const back = key.switches[last];
  if (back === undefined || at - back.at < RACE || key.status !== 'Active') return undefined;
  const isUndo = (order: (typeof orders)[number]): boolean =>
    order.kind === 'undo' && (order.keyId === undefined || order.keyId === key.id);
  const undone = orders.findLast((order) => isUndo(order) && order.at <= back.at + RACE);
  if (back.ours) {
    const until = undone?.until ?? Number.POSITIVE_INFINITY;
    return undone !== undefined && until > at + RACE && !ended(undone.at, undone) ? 'undone' : undefined;
  }
  const before = key.switches[last - 1];
  if (before?.ours !== true || ended(before.at)) return undefined;
  // An undo that was ordered meanwhile explains the reactivation; and what Keyturn does not know that it did, it cannot miss.
  if (orders.some((order) => isUndo(order) && order.at >= before.at)) return undefined;
  const by = bench.stage.knowledge.processes.find((note) => before.session.startsWith(`keyturn-${note.id}x`));
  return by?.undisturbed === true ? 'reactivated by hand' : undefined;
}

/** Whether a process was started with a clock that is too wrong to do anything. */
export function hadWrongClock(bench: Bench, event: Parameters<typeof processOf>[1]): boolean {
  return processOf(bench, event)?.wrongClock === true;
}
