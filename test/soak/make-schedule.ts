import { type Dice, diceOf } from './dice.ts';
import { makeFaults } from './make-faults.ts';
import { AGE_TAG, EXEMPT_TAG, makeSettings, UNUSED_TAG } from './make-settings.ts';
import type { AccountPlan, HandAct, RunStyle, Schedule, Step, UserPlan } from './schedule.ts';

/** The schedule of a seed. */
export function makeSchedule(seed: number): Schedule {
  const dice = diceOf(seed);
  const accounts = makeAccounts(diceOf(dice.fork()));
  const lastDay = dice.between(20, 70);
  const world = { accounts: accounts.map(({ id }) => id), lastDay };
  const settings = makeSettings(diceOf(dice.fork()), world);
  const laterDice = diceOf(dice.fork());
  const later = laterDice.chance(0.15)
    ? { day: laterDice.between(10, lastDay - 5), settings: makeSettings(laterDice, world) }
    : undefined;
  const deaf = diceOf(dice.fork());
  const breaker = diceOf(dice.fork());
  return {
    seed,
    accounts,
    settings,
    ...(later === undefined
      ? {}
      : { later: { ...later, settings: { ...later.settings, delivery: settings.delivery } } }),
    steps: makeSteps(diceOf(dice.fork()), lastDay),
    lastDay,
    sdk: dice.chance(0.03),
    ...(deaf.chance(0.12) ? { deaf: makeDeaf(deaf, lastDay) } : {}),
    ...(breaker.chance(0.06) ? { broken: makeBroken(breaker, accounts) } : {}),
  };
}

function makeDeaf(dice: Dice, lastDay: number): NonNullable<Schedule['deaf']> {
  const from = dice.between(0, lastDay);
  return {
    from,
    until: dice.chance(0.2) ? Number.POSITIVE_INFINITY : Math.min(lastDay, from + dice.between(5, 40)),
  };
}

function makeBroken(dice: Dice, accounts: readonly AccountPlan[]): NonNullable<Schedule['broken']> {
  const account = dice.pick(accounts);
  const user = dice.pick(account.users);
  return dice.chance(0.3) && accounts.length > 1
    ? { accountId: account.id }
    : { accountId: account.id, userName: user.name };
}

function makeAccounts(dice: Dice): readonly AccountPlan[] {
  const count = dice.pick([1, 1, 1, 1, 2, 2, 3]);
  let users = dice.pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 6]);
  let named = 0;
  return Array.from({ length: count }, (_, index) => {
    const here = Math.max(1, index === count - 1 ? users : dice.between(1, Math.max(1, users - 1)));
    users -= here;
    return {
      id: `${index + 1}`.repeat(12),
      tags: dice.chance(0.5) ? { stage: 'prod' } : {},
      users: Array.from({ length: here }, () => {
        named += 1;
        return makeUser(dice, dice.chance(0.08) ? `u${named}+odd,name@x` : `u${named}`);
      }),
    };
  });
}

function makeUser(dice: Dice, name: string): UserPlan {
  const tags = {
    ...(dice.chance(0.2) ? { [AGE_TAG]: String(dice.pick([10, 20, 30, 45, 200])) } : {}),
    ...(dice.chance(0.15) ? { [UNUSED_TAG]: dice.pick(['replace', 'keep', 'retire', 'nonsense']) } : {}),
    ...(dice.chance(0.05) ? { [EXEMPT_TAG]: dice.pick(['true', 'false', '']) } : {}),
    ...(dice.chance(0.1) ? { Vip: 'yes' } : {}),
  };
  const keys = Array.from({ length: dice.pick([0, 1, 1, 1, 1, 1, 1, 2, 2, 3]) }, () => makeKey(dice));
  return {
    name,
    path: dice.chance(0.25) ? '/team/a/' : '/',
    tags,
    exemptByGroup: dice.chance(0.05),
    keys: keys.sort((a, b) => b.age - a.age),
    habit: {
      everyDays: dice.pick([0, 1, 1, 1, 1, 2, 5, 9, 35]),
      holdsAll: dice.chance(0.3),
      takesUpAfter: dice.chance(0.75) ? dice.between(0, 16) : undefined,
      keepsBoth: dice.chance(0.15),
      callsForHelp: dice.pick([0, 0.5, 1]),
    },
  };
}

function makeKey(dice: Dice): UserPlan['keys'][number] {
  const age = dice.pick([
    dice.between(0, 20),
    dice.between(15, 100),
    dice.between(60, 95),
    dice.between(90, 400),
  ]);
  const status = dice.chance(0.85) ? 'Active' : dice.chance(0.9) ? 'Inactive' : 'Expired';
  const usedAgo = dice.chance(0.6) ? Math.min(age, dice.pick([0, 1, 4, 20, 70, 200])) : undefined;
  return { age, status, ...(usedAgo === undefined ? {} : { usedAgo }) };
}

const STYLES: readonly RunStyle[] = [
  'twice',
  'overlapping',
  'overlapping',
  'overlapping',
  'overtaken',
  'overtaken',
  'dry',
  'wrong-clock',
];

const CROWDS: readonly RunStyle[] = ['overlapping', 'overlapping', 'overtaken'];

const ACTS: readonly HandAct[] = [
  'create-key',
  'create-key',
  'deactivate-key',
  'deactivate-key',
  'reactivate-key',
  'reactivate-key',
  'reactivate-key',
  'delete-key',
  'delete-key',
  'delete-user',
  'recreate-user',
  'recreate-user',
  'add-user',
  'delete-secret',
  'purge-secret',
  'restore-secret',
  'overwrite-secret',
  'foreign-secret',
  'tag-user',
  'tag-user',
  'exempt-user',
  'exempt-user',
  'end-exemption',
  'end-exemption',
  'end-exemption',
  'undo',
  'undo',
  'undo',
  'keep',
  'keep',
  'release',
  'release',
  'release',
  'extend',
  'force',
  'force',
];

/** Runs on most days, with what goes wrong in them, and what people do in between. */
function makeSteps(dice: Dice, lastDay: number): readonly Step[] {
  const troubled = dice.pick([0.2, 0.5, 0.8, 0.95]);
  const busy = dice.pick([0, 0.05, 0.1, 0.2]);
  const missed = dice.pick([0, 0.1, 0.4]);
  // In some schedules nearly every run meets another one.
  const crowded = dice.chance(0.15);
  const unusual = crowded ? 0.9 : dice.pick([0.1, 0.25, 0.5]);
  const steps: Step[] = [];
  for (let today = 0; today <= lastDay; today += 1) {
    while (dice.chance(busy))
      steps.push({ kind: 'hand', day: today, seed: dice.fork(), act: dice.pick(ACTS) });
    if (dice.chance(missed)) continue;
    const style = dice.chance(unusual) ? dice.pick(crowded ? CROWDS : STYLES) : 'plain';
    const faults = dice.chance(troubled) ? makeFaults(dice) : { points: [] };
    const forced = dice.chance(0.06);
    steps.push({ kind: 'run', day: today, seed: dice.fork(), style, faults, forced });
  }
  return steps;
}
