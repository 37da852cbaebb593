import type { PolicySource } from '../../../src/sandbox/policy/policy-source.ts';
import {
  A,
  allow,
  B,
  type DecisionCase,
  NO_IDENTITY,
  type Part,
  policy,
  ROLE,
  USER,
  when,
} from './decision-case.ts';

const assume = { action: 'sts:AssumeRole', resource: ROLE, resourceMustAllow: true };
const trust = (aws: string, more: Part = {}): PolicySource =>
  policy({ Effect: 'Allow', Principal: { AWS: aws }, Action: 'sts:AssumeRole', ...more });

/** Trust policies. */
export const TRUST_CASES: readonly DecisionCase[] = [
  {
    ...assume,
    name: 'a role that does not trust the caller stays shut',
    identity: [policy(allow())],
    resourcePolicy: trust(B),
    expect: 'implicit resource-based policy',
  },
  {
    ...assume,
    name: 'trust of the account and an identity policy open it',
    identity: [policy(allow())],
    resourcePolicy: trust(A),
    expect: 'allow',
  },
  {
    ...assume,
    name: 'trust of the account without an identity policy does not',
    identity: [],
    resourcePolicy: trust(A),
    expect: NO_IDENTITY,
  },
  {
    ...assume,
    name: 'trust of the user opens it within the account',
    identity: [],
    resourcePolicy: trust(USER),
    expect: 'allow',
  },
  {
    ...assume,
    name: 'trust of the user does not open it across accounts',
    resourceAccount: B,
    identity: [],
    resourcePolicy: trust(USER),
    expect: NO_IDENTITY,
  },
  {
    ...assume,
    name: 'a condition on the organization must hold',
    resourceAccount: B,
    identity: [policy(allow())],
    context: { 'aws:PrincipalOrgID': 'o-other' },
    resourcePolicy: trust(A, when('StringEquals', 'aws:PrincipalOrgID', 'o-example1234')),
    expect: 'implicit resource-based policy',
  },
  {
    ...assume,
    name: 'an external id must be given when it is wanted',
    resourceAccount: B,
    identity: [policy(allow())],
    resourcePolicy: trust(A, when('StringEquals', 'sts:ExternalId', 'x')),
    expect: 'implicit resource-based policy',
  },
];
