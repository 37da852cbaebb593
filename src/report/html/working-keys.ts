import type { ReportedDecision } from '../../domain/report.ts';
import type { Duration } from '../../domain/time.ts';
import { ageOf, isOverLimit, limitOf, statusAfter } from '../key-facts.ts';
import { byPlace } from '../ordering.ts';
import type { PageView } from './view.ts';

/** A key that works, with its age against the limit of its own. */
export interface WorkingKey {
  readonly decision: ReportedDecision;
  readonly age: Duration;
  readonly limit: Duration;
  /** Age as a share of the limit. */
  readonly share: number;
  readonly over: boolean;
}

/** The keys that work after the run and whose age and limit are known, each once. */
export function workingKeys(view: PageView): readonly WorkingKey[] {
  const seen = new Set<string>();
  return [...view.report.decisions].sort(byPlace).flatMap((decision): readonly WorkingKey[] => {
    const age = ageOf(decision, view.now);
    const limit = limitOf(decision);
    const works = !['inactive', 'gone'].includes(statusAfter(decision));
    if (age === undefined || limit === undefined || limit <= 0 || !works || seen.has(decision.keyId))
      return [];
    seen.add(decision.keyId);
    return [{ decision, age, limit, share: age / limit, over: isOverLimit(decision, view.now) }];
  });
}
