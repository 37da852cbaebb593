import type { Advice } from '../domain/advice.ts';
import type { AdviceInput, AdviceRule } from './advice-rule.ts';
import { abandonedUser } from './rules/abandoned-user.ts';
import { humanConsoleUser } from './rules/human-console-user.ts';
import { oneService } from './rules/one-service.ts';
import { unusedKey } from './rules/unused-key.ts';

/** What is said of a user who is still there; of an abandoned one, that is all there is to say. */
const RULES: readonly AdviceRule[] = [unusedKey, oneService, humanConsoleUser];

/**
 * What people could do so that this user's keys need not be rotated at all.
 *
 * Shown in the report and never acted on: no decision looks at it. Pure, so that the same facts give the same advice.
 */
export function adviseOn(input: AdviceInput): readonly Advice[] {
  const abandoned = abandonedUser(input);
  return abandoned.length > 0 ? abandoned : RULES.flatMap((rule) => rule(input));
}
