import type { Evidence } from '../domain/decision.ts';
import type { SecretLoss } from '../domain/lost-key.ts';
import { type KeyNaming, keyName } from './key-name.ts';
import { type ObjectionSubject, withSubject } from './objection-text.ts';

/** The code of the finding in every output. */
export const KEY_NOT_FETCHABLE = 'KEY_NOT_FETCHABLE';

/** What is known of a key that nobody can fetch any more. */
export type LostKeyFact = Evidence & { readonly kind: 'key-not-fetchable' };

const WHAT_HAPPENED: Readonly<Record<SecretLoss, (secret: string) => string>> = {
  gone: (secret) => `its secret ${secret} is gone`,
  'scheduled-for-deletion': (secret) => `its secret ${secret} is scheduled for deletion`,
  overwritten: (secret) => `somebody put another value into its secret ${secret}`,
  'version-gone': (secret) => `its secret ${secret} does not hold it any more`,
};

/** The finding as one phrase without a full stop. */
export function lostKeyText(fact: LostKeyFact, naming: KeyNaming = {}): string {
  const happened = WHAT_HAPPENED[fact.loss](secretNameIn(fact.secretArn));
  return `nobody can fetch key ${keyName(fact.keyId, naming)} any more: ${happened}, and nobody has used the key`;
}

/** What the reader does next, with the user in the commands. */
export function lostKeyFix(
  fact: LostKeyFact,
  subject: ObjectionSubject,
  { exempt = false }: { readonly exempt?: boolean } = {},
): string {
  const force = '`keyturn force --user USER --reason TEXT --enforce`';
  const replace = fact.alone
    ? `Have the key replaced: ${force} puts a new one into the secret.`
    : `Once CloudTrail shows that nobody uses the key, make it Inactive in IAM and delete it a day later; then ${force} puts a new one into the secret.`;
  const spared = exempt ? ' It leaves exempt users alone: suspend the exemption until then.' : '';
  return withSubject(`${mending(fact)}${replace}${spared}`, subject);
}

/** The way back without a new key, where there is one. */
function mending({ loss, secretArn }: LostKeyFact): string {
  if (loss === 'scheduled-for-deletion')
    return `Restore the secret: \`aws secretsmanager restore-secret ${named(secretArn)}\`. Where that cannot be done: `;
  if (loss === 'overwritten')
    return 'Make the version whose id carries the key’s id the current one again in Secrets Manager. Where what is there now must stay: ';
  return '';
}

/** An ARN that a shell could misread is left for the reader to fill in. */
function named(secretArn: string): string {
  if (!/^arn:[\w:/+=.@-]+$/.test(secretArn)) return '--secret-id SECRET';
  return `--secret-id ${secretArn} --region ${secretArn.split(':')[3] ?? 'REGION'}`;
}

/** An ARN of a secret ends in a hyphen and six random characters. */
function secretNameIn(secretArn: string): string {
  return /:secret:(.+)-[^-]{6}$/.exec(secretArn)?.[1] ?? secretArn;
}
