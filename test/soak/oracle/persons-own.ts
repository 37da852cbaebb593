import type { Knowledge } from '../knowledge.ts';

/** A key, as far as it matters whose it is. */
interface MadeKey {
  readonly id: string;
  readonly userId: string;
  readonly createdAt: number;
}

/** Whether a person said of this very key, since it was made, that it is to be kept: then it is that person's, whoever made it. */
export function isKeptByPerson(
  { orders }: Pick<Knowledge, 'orders'>,
  key: MadeKey,
  at: number = Number.POSITIVE_INFINITY,
): boolean {
  return orders.some(
    (order) =>
      order.kind === 'keep' &&
      order.sure &&
      order.userId === key.userId &&
      order.keyId === key.id &&
      order.at >= key.createdAt &&
      order.at <= at,
  );
}

/** Whether a person released the user since the key was made: that closes an unfinished rotation, whichever key was named. */
export function isReleasedByPerson({ orders }: Pick<Knowledge, 'orders'>, key: MadeKey): boolean {
  return orders.some(
    (order) => order.kind === 'release' && order.userId === key.userId && order.at >= key.createdAt,
  );
}
