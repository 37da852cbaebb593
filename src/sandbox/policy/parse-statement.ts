import type { ConditionClause, PatternList, PrincipalList, Statement } from './document.ts';
import { isRawObject, PolicySyntaxError, type RawObject } from './raw-object.ts';

const MEMBERS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
]);

/** Reads one statement. */
export function parseStatement(raw: RawObject): Statement {
  for (const member of Object.keys(raw)) {
    if (!MEMBERS.has(member)) throw new PolicySyntaxError(`Unknown statement element ${member}.`);
  }
  if (raw.Effect !== 'Allow' && raw.Effect !== 'Deny') {
    throw new PolicySyntaxError('Effect must be Allow or Deny.');
  }
  const actions = readPatterns(raw, 'Action', 'NotAction');
  if (actions === undefined) throw new PolicySyntaxError('A statement needs Action or NotAction.');
  return {
    sid: typeof raw.Sid === 'string' ? raw.Sid : undefined,
    effect: raw.Effect,
    actions,
    resources: readPatterns(raw, 'Resource', 'NotResource'),
    principals: readPrincipals(raw),
    conditions: readConditions(raw.Condition),
  };
}

function readPatterns(raw: RawObject, plain: string, negated: string): PatternList | undefined {
  if (raw[plain] !== undefined && raw[negated] !== undefined) {
    throw new PolicySyntaxError(`A statement has either ${plain} or ${negated}.`);
  }
  if (raw[plain] !== undefined) return { negated: false, patterns: readList(raw[plain], plain) };
  if (raw[negated] !== undefined) return { negated: true, patterns: readList(raw[negated], negated) };
  return undefined;
}

function readPrincipals(raw: RawObject): PrincipalList | undefined {
  const negated = raw.NotPrincipal !== undefined;
  const value = raw.Principal ?? raw.NotPrincipal;
  if (value === undefined) return undefined;
  if (value === '*') return { negated, everybody: true, aws: [] };
  if (!isRawObject(value)) throw new PolicySyntaxError('Principal must be "*" or an object.');
  const aws = value.AWS === undefined ? [] : readList(value.AWS, 'Principal');
  return { negated, everybody: aws.includes('*'), aws: aws.filter((arn) => arn !== '*') };
}

function readConditions(raw: unknown): readonly ConditionClause[] {
  if (raw === undefined) return [];
  if (!isRawObject(raw)) throw new PolicySyntaxError('Condition must be an object.');
  return Object.entries(raw).flatMap(([operator, keys]) => {
    if (!isRawObject(keys)) throw new PolicySyntaxError(`Condition ${operator} must be an object.`);
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: readList(values, key) }));
  });
}

function readList(raw: unknown, what: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return list.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'boolean') return String(item);
    throw new PolicySyntaxError(`${what} must be text or a list of texts.`);
  });
}
