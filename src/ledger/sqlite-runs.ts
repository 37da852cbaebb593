import type { DatabaseSync } from 'node:sqlite';
import type { RunSummary } from '../domain/run-summary.ts';
import { prepared } from './sqlite-prepared.ts';

/** Writes the summary of a run; written again after a lost answer, it stays as it is. */
export function writeRun(database: DatabaseSync, summary: RunSummary): void {
  prepared(
    database,
    "INSERT INTO runs (doc) SELECT ?1 WHERE NOT EXISTS (SELECT 1 FROM (SELECT doc FROM runs ORDER BY seq DESC LIMIT 50) WHERE json_extract(doc, '$.runId') = ?2)",
  ).run(JSON.stringify(summary), summary.runId);
}

/** The latest runs, oldest first. */
export function readRuns(database: DatabaseSync, atMost: number): readonly RunSummary[] {
  const rows = prepared(database, 'SELECT doc FROM runs ORDER BY seq DESC LIMIT ?').all(atMost);
  return rows.map(({ doc }) => JSON.parse(String(doc)) as RunSummary).reverse();
}
