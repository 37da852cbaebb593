import { expect, test } from 'vitest';
import type { ConformanceCase } from './conformance-case.ts';
import type { KnownDifference, Target } from './target.ts';
import { judge, type Outcome, strayDifferences } from './verdict.ts';

/** Registers one test per case that the target has the features for, and one for its list of differences. */
export function registerCases(target: Target, cases: readonly ConformanceCase[]): void {
  test('every known difference names one case', () => {
    const caseIds = cases.map((candidate) => candidate.id);
    expect(strayDifferences(target.differences, caseIds)).toEqual([]);
  });
  const differences = new Map(target.differences.map((difference) => [difference.caseId, difference]));
  for (const candidate of cases) {
    const missing = candidate.needs !== undefined && !target.features.has(candidate.needs);
    const difference = differences.get(candidate.id);
    test.runIf(!missing)(nameOf(candidate, missing, difference), () => check(candidate, difference));
  }
}

/** The cases that `registerCases` leaves out on this target, by the feature that they need. */
export function casesWithoutFeature(
  target: Target,
  cases: readonly ConformanceCase[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { needs } of cases) {
    if (needs !== undefined && !target.features.has(needs)) counts.set(needs, (counts.get(needs) ?? 0) + 1);
  }
  return counts;
}

function nameOf(
  candidate: ConformanceCase,
  missing: boolean,
  difference: KnownDifference | undefined,
): string {
  const name = `${candidate.id}: ${candidate.title}`;
  if (missing) return `${name} (left out: needs ${candidate.needs})`;
  return difference === undefined ? name : `${name} (known to differ: ${difference.reason})`;
}

async function check(candidate: ConformanceCase, difference: KnownDifference | undefined): Promise<void> {
  const verdict = judge(await outcomeOf(candidate), difference);
  if (verdict.kind === 'wrong') throw verdict.error;
}

async function outcomeOf(candidate: ConformanceCase): Promise<Outcome> {
  try {
    await candidate.run();
    return { kind: 'passed' };
  } catch (error) {
    return { kind: 'failed', error };
  }
}
