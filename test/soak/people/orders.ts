import { forceRotation } from '../../../src/app/force.ts';
import { resolve } from '../../../src/app/resolve.ts';
import type { RunParts } from '../../../src/app/run/parts.ts';
import { type UndoResult, undo } from '../../../src/app/undo.ts';
import { isKeyturnError } from '../../../src/domain/errors.ts';
import type { AccountId } from '../../../src/domain/ids.ts';
import { type Duration, days, hours, type Instant } from '../../../src/domain/time.ts';
import { type Dice, diceOf } from '../dice.ts';
import type { Order } from '../knowledge.ts';
import { makeFaults } from '../make-faults.ts';
import { startProcess } from '../process.ts';
import type { Stage } from '../stage.ts';

const NOTHING_DONE: ReadonlySet<string> = new Set([
  'NOTHING_TO_UNDO',
  'USER_NOT_FOUND',
  'USER_AMBIGUOUS',
  'KEY_NOT_FOUND',
]);

/** Who and what an order is about. */
interface Subject {
  readonly accountId: string;
  readonly userName: string;
  readonly userId: string;
  readonly keys: readonly { readonly id: string; readonly status: string }[];
}

/** Gives an order to Keyturn as an operator would; now and then something goes wrong about it. */
export async function giveOrder(
  stage: Stage,
  step: {
    readonly act: Order['kind'];
    readonly seed: number;
    readonly id: string;
    readonly subject?: Subject;
  },
): Promise<void> {
  const dice = diceOf(step.seed);
  const { iam } = stage.sandbox.world;
  const users = stage.schedule.accounts.flatMap((account) => iam.users(account.id));
  if (users.length === 0 && step.subject === undefined) return;
  const subject = step.subject ?? subjectOf(stage, dice.pick(users));
  const plan = dice.chance(0.12) ? makeFaults(dice) : { points: [] };
  const setup = { id: step.id, seed: dice.fork(), plan, enforce: true, alone: true };
  // What a person ordered holds from the moment it was given, whatever becomes of the process.
  const now = stage.sandbox.clock.now();
  const wish = wishOf(step.act, subject, { dice, now, afterMails: stage.knowledge.mail.length });
  if (wish === undefined) return;
  const eventsBefore = stage.sandbox.world.events.length;
  const { note, result } = await startProcess(stage, setup, wish.give);
  stage.touched = true;
  // An undo that fails for AWS's sake has written its hold all the same.
  const nothing = isKeyturnError(note.error) && NOTHING_DONE.has(note.error.code);
  if (note.error === undefined || (wish.order.kind === 'undo' && !nothing))
    stage.knowledge.orders.push({
      ...wish.order,
      ...(wish.order.kind === 'undo'
        ? keyOfUndo(stage, wish.order, { result, eventsBefore, by: note.id })
        : {}),
      sure: note.error === undefined && note.crashed !== true,
    });
}

/**
 * The key that an undo is about: the one that was named, else the one that Keyturn's answer names, else the one that AWS's
 * events show it to have switched on. Of a process that died before either, nobody can tell.
 */
export function keyOfUndo(
  stage: Pick<Stage, 'sandbox'>,
  order: Pick<Order, 'keyId'>,
  known: { readonly result: unknown; readonly eventsBefore: number; readonly by: string },
): Pick<Order, 'keyId'> {
  if (order.keyId !== undefined) return { keyId: order.keyId };
  const answered = (known.result as UndoResult | undefined)?.hold.keyId;
  const switched = stage.sandbox.world.events
    .slice(known.eventsBefore)
    .find(
      ({ type, detail, sessionName }) =>
        type === 'UpdateAccessKey' &&
        detail.to === 'Active' &&
        sessionName?.startsWith(`keyturn-${known.by}x`) === true,
    )?.accessKeyId;
  const keyId = answered ?? switched;
  return keyId === undefined ? {} : { keyId };
}

function subjectOf(
  stage: Stage,
  user: { readonly accountId: string; readonly name: string; readonly userId: string },
): Subject {
  const ref = { accountId: user.accountId, userName: user.name };
  return { ...ref, userId: user.userId, keys: stage.sandbox.world.iam.keys(ref) };
}

interface Wish {
  readonly order: Omit<Order, 'sure'>;
  readonly give: (parts: RunParts) => Promise<unknown>;
}

function wishOf(
  kind: Order['kind'],
  subject: Subject,
  given: { readonly dice: Dice; readonly now: number; readonly afterMails: number },
): Wish | undefined {
  const { dice, now: at, afterMails } = given;
  const { userId, keys } = subject;
  const query = { user: subject.userName, accountId: subject.accountId as AccountId };
  const why = { by: 'ops', reason: 'asked by a person' };
  const key = keys.length === 0 ? undefined : dice.pick(keys).id;
  const named = key !== undefined && dice.chance(0.5) ? { key } : {};
  const keyId = 'key' in named ? { keyId: named.key } : {};
  const base = { kind, at, afterMails, userId } as const;
  if (kind === 'undo') {
    const length = dice.chance(0.6) ? (hours(dice.pick([24, 72, 240])) as Duration) : undefined;
    const until = length === undefined ? {} : { until: at + length };
    return {
      order: { ...base, ...keyId, ...until },
      give: (parts) => undo(parts, { ...query, ...named, ...(length === undefined ? {} : { length }) }),
    };
  }
  if (kind === 'force') {
    return {
      order: { ...base, ...keyId },
      give: (parts) => forceRotation(parts, { ...query, ...named, why: 'leaked?', enforce: true }),
    };
  }
  if (kind === 'keep') {
    if (key === undefined) return undefined;
    const order = { kind, key } as const;
    return { order: { ...base, keyId: key }, give: (parts) => resolve(parts, { ...query, ...why, order }) };
  }
  if (kind === 'extend') {
    const until = (at + days(dice.between(1, 15))) as Instant;
    const order = { kind, until } as const;
    return {
      order: { ...base, ...keyId, until },
      give: (parts) => resolve(parts, { ...query, ...named, ...why, order }),
    };
  }
  return {
    order: { ...base, ...keyId },
    give: (parts) => resolve(parts, { ...query, ...named, ...why, order: { kind: 'release' } }),
  };
}
