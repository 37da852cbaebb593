import { describe, expect, test } from 'vitest';
import { CONDITION_CASES } from '../../../test/support/policy-cases/conditions.ts';
import type { DecisionCase } from '../../../test/support/policy-cases/decision-case.ts';
import { IDENTITY_CASES } from '../../../test/support/policy-cases/identity.ts';
import { LIMIT_CASES } from '../../../test/support/policy-cases/limits.ts';
import { RESOURCE_CASES } from '../../../test/support/policy-cases/resources.ts';
import { TRUST_CASES } from '../../../test/support/policy-cases/trust.ts';
import { VARIABLE_CASES } from '../../../test/support/policy-cases/variables.ts';
import { decideAccess, type PolicyStack } from './decide.ts';
import type { PolicySource } from './policy-source.ts';
import type { ContextKeys, PrincipalIdentity } from './request.ts';
import { storePolicy } from './stored-policy.ts';

const DECISION_CASES: readonly DecisionCase[] = [
  ...IDENTITY_CASES,
  ...VARIABLE_CASES,
  ...CONDITION_CASES,
  ...LIMIT_CASES,
  ...RESOURCE_CASES,
  ...TRUST_CASES,
];
const A = '111111111111';
const ALICE = `arn:aws:iam::${A}:user/team/alice`;
const PRINCIPALS: Readonly<Record<'user' | 'session', PrincipalIdentity>> = {
  user: { kind: 'user', accountId: A, arn: ALICE, principalArn: ALICE, uniqueId: 'AIDAALICE' },
  session: {
    kind: 'session',
    accountId: A,
    arn: `arn:aws:sts::${A}:assumed-role/rotator/run-1`,
    principalArn: `arn:aws:iam::${A}:role/keyturn/rotator`,
    uniqueId: 'AROAROTATOR',
  },
};

function contextFor(given: NonNullable<DecisionCase['context']>): ContextKeys {
  const values = new Map(
    Object.entries(given).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
  return {
    values: (key) => values.get(key.toLowerCase()),
    supports: (key) => !key.includes('Nonsense'),
  };
}

function stackFor(one: DecisionCase): PolicyStack {
  const stored = (source: PolicySource | undefined) =>
    source === undefined ? undefined : storePolicy(source);
  return {
    identity: (one.identity ?? []).map(storePolicy),
    boundary: stored(one.boundary),
    session: stored(one.session),
    organization: (one.organization ?? []).map((level) => level.map(storePolicy)),
    resource: stored(one.resourcePolicy),
    resourceAccountId: one.resourceAccount ?? A,
    resourceMustAllow: one.resourceMustAllow ?? false,
  };
}

function outcomeOf(one: DecisionCase): string {
  const request = {
    principal: PRINCIPALS[one.principal ?? 'user'],
    action: one.action ?? 'iam:CreateAccessKey',
    resource: one.resource ?? ALICE,
    context: contextFor(one.context ?? {}),
  };
  const decision = decideAccess(request, stackFor(one));
  if (decision.allowed) return 'allow';
  return `${decision.explicit ? 'explicit' : 'implicit'} ${decision.layer}`;
}

describe('decideAccess', () => {
  test.each(DECISION_CASES.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(outcomeOf(one)).toBe(one.expect);
  });

  test('there are at least fifty cases, with names of their own', () => {
    expect(new Set(DECISION_CASES.map((one) => one.name)).size).toBe(DECISION_CASES.length);
    expect(DECISION_CASES.length).toBeGreaterThanOrEqual(50);
  });

  test('a principal that was made again under its name is a stranger to a policy that named it', () => {
    const resource = storePolicy({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: ALICE }, Action: '*', Resource: '*' }],
    });
    const stack = { ...stackFor({ name: '', expect: '' }), resource };
    const ask = (uniqueId: string) =>
      decideAccess(
        {
          principal: { ...PRINCIPALS.user, uniqueId },
          action: 'secretsmanager:GetSecretValue',
          resource: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:a-AbCdEf',
          context: contextFor({}),
        },
        stack,
      ).allowed;
    expect([ask('AIDAALICE'), ask('AIDANEWALICE'), ask('AIDAALICE')]).toEqual([true, false, true]);
  });
});
