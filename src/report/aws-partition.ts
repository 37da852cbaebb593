import type { RunReport } from '../domain/report.ts';

/** The AWS partition of a run (`aws`, `aws-cn`, `aws-us-gov`, …), from the ARN of its caller. */
export function partitionOf(report: RunReport): string {
  return /^arn:(aws[a-z0-9-]*):/.exec(report.caller.arn)?.[1] ?? 'aws';
}
