import type { Advice } from '../../domain/advice.ts';
import { type Instant, isoDay } from '../../domain/time.ts';
import { relativeTime } from '../../messages/relative-time.ts';
import { ageMark } from './view.ts';

/** What a kind of advice says to people. */
export interface AdviceText {
  readonly title: string;
  readonly why: string;
  readonly instead: string;
}

/** Every kind of advice in words, in the order of the page. */
export const ADVICE_TEXTS: Readonly<Record<Advice['kind'], AdviceText>> = {
  'unused-key': {
    title: 'Keys that nobody uses',
    why: 'The safest key is the one that does not exist.',
    instead: 'Ask the owner, deactivate the key, and delete it later if nothing has failed.',
  },
  'one-service': {
    title: 'Keys that serve one AWS service',
    why: 'Every use that was seen came from one service, where a role does the same without a key to keep. AWS tells only the last use each time, so the more observations, the more it says.',
    instead:
      'Give the workload a role (for compute its own role, for others what the service offers), then retire the key.',
  },
  'human-console-user': {
    title: 'People with keys of their own',
    why: 'Somebody signs in to the console with this user and holds long-lived keys as well.',
    instead: 'Move people to IAM Identity Center, where the command line gets credentials that expire.',
  },
  'abandoned-user': {
    title: 'Users that nobody uses',
    why: 'Neither the password nor a key was used for a long time.',
    instead: 'Ask who is responsible for the user, then delete it with all its permissions.',
  },
};

/** What is known in the case at hand, as one phrase. */
export function adviceFacts(advice: Advice, now: Instant): string {
  switch (advice.kind) {
    case 'unused-key':
      return `${lastText('last used', advice.lastUsedAt, now, 'never used')}, ${ageMark(advice.age)} old`;
    case 'one-service':
      return `only seen used by ${advice.service}, last in ${advice.region}; ${advice.observations} observations since ${isoDay(advice.observedSince)}`;
    case 'human-console-user':
      return `${lastText('signed in', advice.passwordLastUsedAt, now, 'sign-in not known')}, ${advice.mfa ? 'with MFA' : 'without MFA'}`;
    case 'abandoned-user':
      return `${lastText('last seen', advice.lastSeenAt, now, 'never seen')}, made on ${isoDay(advice.createdAt)}`;
  }
}

function lastText(what: string, at: Instant | undefined, now: Instant, otherwise: string): string {
  return at === undefined ? otherwise : `${what} ${relativeTime(at, now)}`;
}
