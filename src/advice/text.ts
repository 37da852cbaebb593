import type { Advice } from '../domain/advice.ts';
import { maskKeyId } from '../domain/ids.ts';
import { isoDay, spokenDuration } from '../domain/time.ts';
import { betterWayFor } from './services.ts';

/** An advice for people. Backquotes mark commands. */
export interface AdviceText {
  /** For a column or a heading: a few words, no full stop. */
  readonly label: string;
  /** What was found. One sentence. */
  readonly found: string;
  /** What could be done. One or two sentences. */
  readonly instead: string;
}

/** The label of every kind of advice, with the words for several of them. */
export const ADVICE_LABELS: Readonly<
  Record<Advice['kind'], { readonly one: string; readonly many: string }>
> = {
  'unused-key': { one: 'unused key', many: 'unused keys' },
  'one-service': { one: 'key for one service', many: 'keys for one service' },
  'human-console-user': { one: 'person with keys', many: 'persons with keys' },
  'abandoned-user': { one: 'abandoned user', many: 'abandoned users' },
};

/** The kinds in the order in which they are worth attention: what can go first, what can be replaced after that. */
export const ADVICE_KINDS: readonly Advice['kind'][] = [
  'abandoned-user',
  'unused-key',
  'human-console-user',
  'one-service',
];

/** An advice in words: what was found, and what could be done about it. */
export function adviceText(advice: Advice, naming: { readonly fullIds?: boolean } = {}): AdviceText {
  const { label, found, instead } = { label: ADVICE_LABELS[advice.kind].one, ...partsOf(advice, naming) };
  return { label, found, instead };
}

function partsOf(advice: Advice, naming: { readonly fullIds?: boolean }): Omit<AdviceText, 'label'> {
  const key = keyText(advice, naming);
  switch (advice.kind) {
    case 'unused-key': {
      const use =
        advice.lastUsedAt === undefined ? 'was never used' : `was last used on ${isoDay(advice.lastUsedAt)}`;
      return {
        found: `Key ${key} is ${spokenDuration(advice.age)} old and ${use}.`,
        instead:
          'If its owner does not need it, deactivate it, wait, and delete it: an unused key needs no replacement.',
      };
    }
    case 'one-service':
      return {
        found: `All ${advice.observations} uses of key ${key} that were seen since ${isoDay(advice.observedSince)} were of ${serviceText(advice)}. AWS tells only the service of the last use, so take this as a hint.`,
        instead: betterWayFor(advice.service)?.instead ?? 'Use a role with short-term credentials.',
      };
    case 'human-console-user': {
      const when =
        advice.passwordLastUsedAt === undefined ? '' : `, last on ${isoDay(advice.passwordLastUsedAt)},`;
      const mfa = advice.mfa ? '' : ' There is no MFA device.';
      return {
        found: `Somebody signs in to the console with this user${when} and it holds access keys as well.${mfa}`,
        instead:
          'Give the person IAM Identity Center, or `aws login` where that is not available: both give the command line short-term credentials.',
      };
    }
    case 'abandoned-user': {
      const seen =
        advice.lastSeenAt === undefined ? 'never used' : `last used on ${isoDay(advice.lastSeenAt)}`;
      return {
        found: `The user was made on ${isoDay(advice.createdAt)}; its password and keys were ${seen}.`,
        instead:
          'If nobody is responsible for it, deactivate its keys, wait, and delete the user. Certificates and service-specific credentials (CodeCommit, Bedrock) are not covered here: look at them first.',
      };
    }
  }
}

function keyText({ keyId }: Advice, { fullIds = false }: { readonly fullIds?: boolean }): string {
  if (keyId === undefined) return 'of the user';
  return fullIds ? keyId : maskKeyId(keyId);
}

function serviceText({ service, region }: Advice & { readonly kind: 'one-service' }): string {
  const name = betterWayFor(service)?.name ?? service;
  return region === '' || region === 'N/A' ? name : `${name} in ${region}`;
}
