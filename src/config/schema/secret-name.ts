import { z } from 'zod';
import { suggest } from '../suggest.ts';

const PLACEHOLDERS = ['{account}', '{user}'];
const ACCOUNT_LENGTH = 12;
const USER_LENGTH = 64;
const LONGEST_NAME = 512;

/** AWS puts a hyphen and six characters behind a secret's name to make its ARN. */
const SUFFIX_LENGTH = 6;

/**
 * The pattern for names of secrets.
 *
 * Every name it can give must be one that Secrets Manager accepts and that cannot be confused with another secret's
 * ARN, whatever the users are called; that is checked here, since the first call that shows it would come in mid-rotation.
 */
export function secretName(): z.ZodString {
  return z
    .string({ error: () => 'Write a pattern such as `Account_{account}_User_{user}_AccessKey`.' })
    .regex(/\{user\}/, {
      error: () => 'Put `{user}` into it, or all users of an account would share one secret.',
      abort: true,
    })
    .superRefine((pattern, context) => {
      const message = complaint(pattern);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });
}

function complaint(pattern: string): string | undefined {
  const parts = pattern.split(/(\{[^{}]*\})/).filter((part) => part !== '');
  const unknown = parts.find((part) => /^\{.*\}$/.test(part) && !PLACEHOLDERS.includes(part));
  if (unknown !== undefined) {
    const meant = suggest(unknown, PLACEHOLDERS);
    const question = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
    return `\`${unknown}\` is not replaced: only \`{account}\` and \`{user}\` are replaced.${question}`;
  }
  const bad = parts.find((part) => !PLACEHOLDERS.includes(part) && !/^[A-Za-z0-9/_+=.@-]+$/.test(part));
  if (bad !== undefined) {
    const character = /[^A-Za-z0-9/_+=.@-]/u.exec(bad)?.[0] ?? bad;
    return `Leave out ${JSON.stringify(character)}: names of secrets have letters, digits and the characters / _ + = . @ -.`;
  }
  if (longest(parts) > LONGEST_NAME)
    return `Shorten it: a name of a secret has at most ${LONGEST_NAME} characters.`;
  if (canEndLikeArn(parts)) {
    return 'Let it end in a fixed text of seven characters or more, such as `_AccessKey`: a name that ends in a hyphen and six characters, as with a user `ci-deploy`, is taken for the ARN of another secret.';
  }
  return undefined;
}

function longest(parts: readonly string[]): number {
  const length = (part: string): number =>
    part === '{user}' ? USER_LENGTH : part === '{account}' ? ACCOUNT_LENGTH : part.length;
  return parts.reduce((sum, part) => sum + length(part), 0);
}

/** Whether the seventh character from the end can be a hyphen. Anything may stand in a user's name; an account has digits only. */
function canEndLikeArn(parts: readonly string[]): boolean {
  let left = SUFFIX_LENGTH;
  for (const part of [...parts].reverse()) {
    if (part === '{user}') return true;
    const fixed = part === '{account}' ? '0'.repeat(ACCOUNT_LENGTH) : part;
    if (fixed.length > left) return fixed.at(-left - 1) === '-';
    left -= fixed.length;
  }
  return false;
}
