import { keysByReport } from '../../domain/by-report.ts';
import { ageOf, keysOf, limitOf, works } from '../../domain/key-facts.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import type { Duration } from '../../domain/time.ts';
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

/** Age and limit of a key that works. */
export type KeyAge = Pick<WorkingKey, 'age' | 'limit' | 'share'>;

/** The active keys of users who were not read: what the credential report says of their ages. */
export function agesByReport({ report, now }: PageView): readonly KeyAge[] {
  return keysByReport(report.byReport).flatMap(({ active, since, user: { limit } }) => {
    if (!active || since === undefined || limit <= 0) return [];
    const age = Math.max(0, now - since) as Duration;
    return [{ age, limit, share: age / limit }];
  });
}

/** The keys that work after the run and whose age and limit are known, each once. */
export function workingKeys(view: PageView): readonly WorkingKey[] {
  return keysOf(view.report)
    .filter(works)
    .sort((a, b) => byPlace(a.decision, b.decision))
    .flatMap(({ decision, over }): readonly WorkingKey[] => {
      const age = ageOf(decision, view.now);
      const limit = limitOf(decision);
      if (age === undefined || limit === undefined || limit <= 0) return [];
      return [{ decision, age, limit, share: age / limit, over }];
    });
}
