import { wildcardMatches } from './wildcard.ts';

const SEGMENTS = 6;

/**
 * Matches an ARN against a pattern segment by segment: a wildcard does not reach over a colon, except within the last
 * segment. A pattern with fewer than six segments is completed with `*`, as IAM does; a lone `*` matches everything.
 */
export function arnMatches(pattern: string, arn: string): boolean {
  if (pattern === '*') return true;
  const wanted = split(pattern);
  const given = split(arn);
  if (given.length < SEGMENTS) return false;
  while (wanted.length < SEGMENTS) wanted.push('*');
  return wanted.every((part, at) => wildcardMatches(part, given[at] ?? ''));
}

function split(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= SEGMENTS
    ? parts
    : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(':')];
}
