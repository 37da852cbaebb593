import type { z } from 'zod';
import { suggest } from '../suggest.ts';
import { text } from './field.ts';

/** A twelve-digit account id, as text: YAML takes digits without quotes for a number and drops leading zeros. */
export function accountId(): z.ZodString {
  return text(/^\d{12}$/, (given) => {
    const quotable = typeof given === 'number' && Number.isSafeInteger(given) && given > 0;
    const digits = quotable ? String(given).padStart(12, '0') : '';
    if (digits.length === 12) return `Quote it, or YAML reads it as a number: "${digits}".`;
    if (typeof given === 'string' && /^\d{4}-\d{4}-\d{4}$/.test(given)) {
      return `Leave out the hyphens: "${given.replaceAll('-', '')}".`;
    }
    return 'Write the twelve digits of an account id in quotes: "123456789012".';
  });
}

/** An organizational unit's id, as Organizations prints it. */
export function unitId(): z.ZodString {
  return text(/^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/, (given) =>
    typeof given === 'string' && given.startsWith('r-')
      ? 'That is a root. Leave the list empty for the whole organization, or name units such as `ou-ab12-3c4d5e6f`.'
      : 'Write the id of an organizational unit, such as `ou-ab12-3c4d5e6f`; names and ARNs are not accepted.',
  );
}

/** An organization's id, as Organizations prints it. */
export function organizationId(): z.ZodString {
  return text(
    /^o-[a-z0-9]{10,32}$/,
    () =>
      'Write the id of an organization, such as `o-a1b2c3d4e5`: `o-` and 10 to 32 small letters and digits.',
  );
}

/** A role's name without ARN or path. Keyturn puts the account id in front of it, for every account. */
export function roleName(): z.ZodString {
  return text(/^[\w+=,.@-]{1,64}$/, (given) => {
    const name =
      typeof given === 'string' ? /role\/(?:.*\/)?([\w+=,.@-]{1,64})$/.exec(given)?.[1] : undefined;
    if (name !== undefined) return `Write only the name, which is looked up in every account: \`${name}\`.`;
    return 'Write the name of an IAM role: up to 64 letters, digits and the characters + = , . @ - _.';
  });
}

/** A role's full ARN. Wildcards are refused: this is a list of who may read secrets. */
export function roleArn(): z.ZodString {
  return text(/^arn:aws[-a-z]*:iam::\d{12}:role\/[\w+=,.@/-]{1,575}$/, (given) => {
    const example = 'such as `arn:aws:iam::123456789012:role/BreakGlass`';
    if (typeof given !== 'string') return `Write the ARN of a role, ${example}.`;
    if (given.includes('*'))
      return `Name every role in full, ${example}: a wildcard would let others read secrets.`;
    if (given.includes(':assumed-role/'))
      return `Write the ARN of the role and not of a session, ${example}.`;
    return `Write the ARN of a role, ${example}.`;
  });
}

/** A region's code. Only its form is checked: AWS opens regions more often than Keyturn is released. */
export function region(): z.ZodString {
  return text(/^[a-z]{2,5}(-[a-z]+){1,3}-\d{1,2}$/, (given) => {
    const meant =
      typeof given === 'string'
        ? suggest(given, ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1'])
        : undefined;
    const zone = typeof given === 'string' && /^[a-z]{2,5}(-[a-z]+)+-\d{1,2}[a-z]$/.test(given);
    if (zone) return `That is an availability zone. Write the region: \`${String(given).slice(0, -1)}\`.`;
    return `${meant === undefined ? '' : `Did you mean \`${meant}\`? `}Write the code of a region, such as \`eu-west-1\`.`;
  });
}

/** An SSM parameter's name. `aws` and `ssm` at the start are kept by AWS for itself. */
export function parameterName(): z.ZodString {
  const shape =
    /^(?!\/?([aA][wW][sS]|[sS][sS][mM]))(\/[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+){0,14}|[a-zA-Z0-9_.-]+)$/;
  return text(shape, (given) => {
    const example = 'such as `/keyturn/kill-switch`';
    if (typeof given !== 'string') return `Write the name of an SSM parameter, ${example}.`;
    if (given.startsWith('arn:')) return `Write the name and not the ARN of the parameter, ${example}.`;
    if (/^\/?(aws|ssm)/i.test(given))
      return `Choose another name, ${example}: AWS keeps \`aws\` and \`ssm\` for itself.`;
    if (/^[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)+$/.test(given)) return `Begin it with a slash: \`/${given}\`.`;
    return `Write the name of an SSM parameter, ${example}: letters, digits, and the characters . - _ between slashes.`;
  }).max(1011, { error: () => 'The name of an SSM parameter has at most 1011 characters.' });
}

/** The name of an IAM group. */
export function groupName(): z.ZodString {
  return text(/^[\w+=,.@-]{1,128}$/, (given) => {
    const name =
      typeof given === 'string' ? /group\/(?:.*\/)?([\w+=,.@-]{1,128})$/.exec(given)?.[1] : undefined;
    if (name !== undefined) return `Write only the name, which is looked up in every account: \`${name}\`.`;
    return 'Write the name of an IAM group: letters, digits and the characters + = , . @ - _.';
  });
}

/** The path of a file. */
export function filePath(): z.ZodString {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL in a path is refused by the operating system, with a worse message.
  return text(/^(?=.*\S)[^\u0000\n]+$/, () => 'Write the path of a file.');
}
