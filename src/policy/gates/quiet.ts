import { isoTime, plus } from '../../domain/time.ts';
import { useOf } from '../use.ts';
import type { Gate } from './gate.ts';

/**
 * The key must have been quiet for `quietPeriod` plus what AWS may take to report a use.
 *
 * Counted from its creation when it was never used. A key whose use is unknown is not quiet.
 */
export const quietGate: Gate = (context) => {
  const use = useOf(context, context.key.id);
  if (!use.known) return { gate: 'quiet', state: 'blocked', detail: use.why };
  const quietAt = plus(use.quietSince, context.policy.quietPeriod + context.policy.reportingLag);
  if (context.now >= quietAt) return undefined;
  return {
    gate: 'quiet',
    state: 'blocked',
    until: quietAt,
    detail:
      use.lastUse === undefined
        ? 'made too recently to be called unused'
        : `last used ${isoTime(use.lastUse)}`,
  };
};
