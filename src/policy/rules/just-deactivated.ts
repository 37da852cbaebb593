import { hasPassed } from '../../domain/time.ts';
import { nothing, type Rule } from '../context.ts';
import { LISTING_LAG } from '../observe.ts';

/**
 * A key that Keyturn deactivated minutes ago and that is listed as active: either the listing is stale, or a person
 * switched it on because something broke. Both say the same: leave it, and look again later.
 */
export const justDeactivatedRule: Rule = (context) => {
  const at = context.record.deactivatedAt;
  if (context.key.status !== 'active' || at === undefined || hasPassed(at, LISTING_LAG, context.facts.readAt))
    return undefined;
  return nothing(context, 'KEY_PENDING_DELETION');
};
