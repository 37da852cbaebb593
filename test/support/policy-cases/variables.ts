import { A, allow, type DecisionCase, deny, NO_IDENTITY, policy, variable, when } from './decision-case.ts';

/** Policy variables. */
export const VARIABLE_CASES: readonly DecisionCase[] = [
  {
    name: 'aws:username in a resource',
    context: { 'aws:username': 'alice' },
    identity: [policy(allow({ Resource: `arn:aws:iam::${A}:user/team/${variable('aws:username')}` }))],
    expect: 'allow',
  },
  {
    name: 'a variable without value makes the statement not match',
    identity: [policy(allow({ Resource: `arn:aws:iam::${A}:user/team/${variable('aws:username')}` }))],
    expect: NO_IDENTITY,
  },
  {
    name: 'a variable falls back to its default',
    identity: [
      policy(allow({ Resource: `arn:aws:iam::*:user/${variable("aws:PrincipalTag/team, 'team'")}/alice` })),
    ],
    expect: 'allow',
  },
  {
    name: 'a wildcard inside a value stays literal',
    context: { 'aws:PrincipalTag/team': '*' },
    identity: [policy(allow({ Resource: `arn:aws:iam::*:user/${variable('aws:PrincipalTag/team')}/alice` }))],
    expect: NO_IDENTITY,
  },
  {
    name: 'a principal tag in a condition value',
    context: { 'aws:PrincipalTag/team': 'blue', 'aws:ResourceTag/team': 'blue' },
    identity: [
      policy(allow(when('StringEquals', 'aws:ResourceTag/team', variable('aws:PrincipalTag/team')))),
    ],
    expect: 'allow',
  },
  {
    name: 'an unknown variable in a deny denies',
    identity: [policy(allow(), deny({ Resource: `arn:aws:iam::*:user/${variable('aws:Nonsense')}` }))],
    expect: 'explicit identity-based policy',
  },
  {
    name: 'documents of 2008 take variables literally',
    context: { 'aws:username': 'alice' },
    identity: [
      {
        Version: '2008-10-17',
        Statement: [allow({ Resource: `arn:aws:iam::${A}:user/team/${variable('aws:username')}` })],
      },
    ],
    expect: NO_IDENTITY,
  },
];
