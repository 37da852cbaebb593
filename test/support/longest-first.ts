import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, the longest first: what is begun last must not leave the cores idle, and most of all not by waiting. */
const LONG: readonly RegExp[] = [
  /test\/(model\/fault-lost-response|e2e\/(ledger-place|silence|sandbox-(serve|aws)|cli|lost-output|plans|run))/,
  /test\/docs\/(docs|excerpts)\./,
  /test\/soak\//,
  /test\/e2e\//,
  /test\/model\//,
  /\/round-trip\./,
  /\.property\./,
  /test\/(app|browser|crashes|dates|holds|notices|orders|pace|reading|secrets|stale-facts)\//,
];

/** The place of a file among those that take long; after all of them, when it is quick. */
export function placeOf(path: string): number {
  const place = LONG.findIndex((pattern) => pattern.test(path));
  return place < 0 ? LONG.length : place;
}

/** Begins with the files that take longest; within one kind, as Vitest does, which remembers earlier runs. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => placeOf(one.moduleId) - placeOf(other.moduleId));
  }
}
