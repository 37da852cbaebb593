import type { PolicySource } from '../../../src/sandbox/policy/policy-source.ts';

/** One case of the evaluator: what is asked, which policies have a say, and what must come out. */
export interface DecisionCase {
  readonly name: string;
  /** `user` is alice of 111111111111; `session` is role rotator of 111111111111, session run-1. */
  readonly principal?: 'user' | 'session';
  readonly action?: string;
  readonly resource?: string;
  readonly resourceAccount?: string;
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly identity?: readonly PolicySource[];
  readonly boundary?: PolicySource;
  readonly session?: PolicySource;
  readonly organization?: readonly (readonly PolicySource[])[];
  readonly resourcePolicy?: PolicySource;
  readonly resourceMustAllow?: boolean;
  /** `allow`, or `explicit` / `implicit` and the layer that refuses. */
  readonly expect: string;
}

/** Some members of a statement. */
export type Part = Readonly<Record<string, unknown>>;

/** A policy of the current version. */
export function policy(...statements: readonly Part[]): PolicySource {
  return { Version: '2012-10-17', Statement: statements };
}
/** An Allow of everything, but for what is given. */
export function allow(more: Part = {}): Part {
  return { Effect: 'Allow', Action: '*', Resource: '*', ...more };
}
/** A Deny of everything, but for what is given. */
export function deny(more: Part = {}): Part {
  return { Effect: 'Deny', Action: '*', Resource: '*', ...more };
}
/** One condition. */
export function when(operator: string, key: string, value: unknown): Part {
  return { Condition: { [operator]: { [key]: value } } };
}

/** A policy variable, `${name}`. */
export function variable(name: string): string {
  return `\${${name}}`;
}

/** The principal's account. */
export const A: string = '111111111111';
/** Another account. */
export const B: string = '222222222222';
/** The user who asks. */
export const USER: string = `arn:aws:iam::${A}:user/team/alice`;
/** The role of the session that asks. */
export const ROLE: string = `arn:aws:iam::${A}:role/keyturn/rotator`;
/** The session that asks. */
export const SESSION: string = `arn:aws:sts::${A}:assumed-role/rotator/run-1`;
/** A secret of the account. */
export const SECRET: string = `arn:aws:secretsmanager:us-east-1:${A}:secret:k/alice-AbCdEf`;
/** What comes out when no identity policy allows. */
export const NO_IDENTITY: string = 'implicit identity-based policy';
/** The context of an instant. */
export const NOW: Readonly<Record<string, string>> = { 'aws:CurrentTime': '2026-01-15T12:00:00.000Z' };
