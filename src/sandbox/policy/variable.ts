import type { ContextKeys, Verdict } from './request.ts';
import { LITERAL_QUESTION, LITERAL_STAR } from './wildcard.ts';

/** A pattern with its variables replaced, or why that cannot be done. */
export type Substitution =
  | { readonly verdict: 'yes'; readonly pattern: string }
  | { readonly verdict: Exclude<Verdict, 'yes'> };

const VARIABLE = /\$\{([^}]*)\}/g;
const WITH_DEFAULT = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$/;

/**
 * Replaces `${aws:username}` and the like. A variable without a value and without a default makes the statement not
 * match, as in IAM; one that the sandbox does not know is reported as unsupported. Wildcards in values stay literal.
 */
export function substituteVariables(pattern: string, context: ContextKeys): Substitution {
  if (!pattern.includes('${')) return { verdict: 'yes', pattern };
  let failure: 'no' | 'unsupported' | undefined;
  const replaced = pattern.replace(VARIABLE, (_whole, inner: string) => {
    const value = valueOfVariable(inner, context);
    if (typeof value === 'string') return value;
    failure = value.verdict;
    return '';
  });
  return failure === undefined ? { verdict: 'yes', pattern: replaced } : { verdict: failure };
}

function valueOfVariable(inner: string, context: ContextKeys): string | { verdict: 'no' | 'unsupported' } {
  if (inner === '*') return LITERAL_STAR;
  if (inner === '?') return LITERAL_QUESTION;
  if (inner === '$') return '$';
  const [, key, fallback] = WITH_DEFAULT.exec(inner) ?? [];
  if (key === undefined || !context.supports(key)) return { verdict: 'unsupported' };
  const values = context.values(key);
  const value = values?.length === 1 ? values[0] : fallback;
  if (value === undefined) return { verdict: 'no' };
  return value.replaceAll('*', LITERAL_STAR).replaceAll('?', LITERAL_QUESTION);
}
