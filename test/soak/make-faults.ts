import type { Dice } from './dice.ts';
import type { FaultPlan, FaultPoint } from './schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const CHANGES: readonly string[] = [
  'CreateAccessKey',
  'CreateAccessKey',
  'PutSecretValue',
  'PutSecretValue',
  'UpdateSecretVersionStage',
  'UpdateAccessKey',
  'UpdateAccessKey',
  'DeleteAccessKey',
  'DeleteAccessKey',
  'CreateSecret',
  'PutResourcePolicy',
  'DescribeSecret',
  'GetCallerIdentity',
  'ListAccessKeys',
  'GetAccessKeyLastUsed',
  'ListGroupsForUser',
  'ListUserTags',
  'AssumeRole',
];

const KINDS: readonly FaultPoint['what'][] = [
  'throttle',
  'error',
  'server-error',
  'lost-request',
  'lost-response',
  'lost-response',
  'crash-before',
  'crash-after',
  'crash-after',
  'ledger-crash-before',
  'ledger-crash-after',
  'sleep',
  'clock-jump',
  'hand',
];

const DENIABLE: readonly string[] = [
  'AssumeRole',
  'ListAccounts',
  'ListAccessKeys',
  'GetAccessKeyLastUsed',
  'ListGroupsForUser',
  'ListUserTags',
  'CreateAccessKey',
  'UpdateAccessKey',
  'DeleteAccessKey',
  'PutSecretValue',
  'DescribeSecret',
  'UpdateSecretVersionStage',
  'CreateSecret',
  'GetAccountAuthorizationDetails',
];

/** What goes wrong in one run: most often one or two things, sometimes a storm. */
export function makeFaults(dice: Dice): FaultPlan {
  const points = Array.from({ length: dice.pick([0, 1, 1, 1, 2, 3]) }, () => makePoint(dice));
  return {
    points,
    ...(dice.chance(0.15)
      ? {
          rates: {
            throttle: dice.pick([0, 0.1, 0.5]),
            lost: dice.pick([0, 0.05, 0.2]),
            server: dice.pick([0, 0.05]),
          },
        }
      : {}),
    ...(dice.chance(0.12) ? { denied: [dice.pick(DENIABLE), dice.pick(DENIABLE)] } : {}),
    ...(dice.chance(0.15)
      ? { report: dice.pick(['fails', 'denied', 'unparsable', 'lies', 'lies'] as const) }
      : {}),
    ...(dice.chance(0.12) ? { offsetMs: dice.between(-4 * MINUTE, 4 * MINUTE) } : {}),
    ...(dice.chance(0.1) ? { channel: dice.pick(['fails', 'takes-some'] as const) } : {}),
  };
}

function makePoint(dice: Dice): FaultPoint {
  const what = dice.pick(KINDS);
  const ms =
    what === 'sleep'
      ? { ms: dice.pick([2 * MINUTE, 14 * MINUTE, 20 * MINUTE, HOUR, 7 * HOUR]) }
      : what === 'clock-jump'
        ? { ms: dice.pick([-10 * MINUTE, 6 * MINUTE, 5 * HOUR, 24 * HOUR, 20 * 24 * HOUR]) }
        : {};
  if (what.startsWith('ledger')) return { at: dice.between(0, 14), what };
  return dice.chance(0.75)
    ? { at: dice.pick([0, 0, 0, 1, 2]), operation: dice.pick(CHANGES), what, ...ms }
    : { at: dice.between(0, 45), what, ...ms };
}
