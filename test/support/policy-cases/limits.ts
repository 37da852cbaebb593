import {
  A,
  allow,
  type DecisionCase,
  deny,
  NO_IDENTITY,
  NOW,
  policy,
  ROLE,
  USER,
  when,
} from './decision-case.ts';

/** Boundaries, session policies and organization policies. */
export const LIMIT_CASES: readonly DecisionCase[] = [
  {
    name: 'a boundary that does not allow refuses',
    identity: [policy(allow())],
    boundary: policy(allow({ Action: 's3:*' })),
    expect: 'implicit permissions boundary',
  },
  {
    name: 'a boundary alone grants nothing',
    identity: [],
    boundary: policy(allow()),
    expect: NO_IDENTITY,
  },
  {
    name: 'a boundary that denies refuses',
    identity: [policy(allow())],
    boundary: policy(allow(), deny()),
    expect: 'explicit permissions boundary',
  },
  {
    name: 'a session policy narrows',
    principal: 'session',
    identity: [policy(allow())],
    session: policy(allow({ Resource: `arn:aws:iam::${A}:user/bob` })),
    expect: 'implicit session policy',
  },
  {
    name: 'a session policy does not widen',
    principal: 'session',
    identity: [],
    session: policy(allow()),
    expect: NO_IDENTITY,
  },
  {
    name: 'a session policy that has run out refuses',
    principal: 'session',
    context: NOW,
    identity: [policy(allow())],
    session: policy(allow(when('DateLessThan', 'aws:CurrentTime', '2026-01-15T11:59:00Z'))),
    expect: 'implicit session policy',
  },
  {
    name: 'every level of the organization must allow',
    identity: [policy(allow())],
    organization: [[policy(allow())], [policy(allow({ Action: 's3:*' }))]],
    expect: 'implicit service control policy',
  },
  {
    name: 'two policies of one level add up',
    identity: [policy(allow())],
    organization: [[policy(allow({ Action: 's3:*' })), policy(allow({ Action: 'iam:*' }))]],
    expect: 'allow',
  },
  {
    name: 'an organization policy denies but for a role',
    identity: [policy(allow())],
    context: { 'aws:PrincipalArn': USER },
    organization: [
      [policy(allow(), deny({ Action: 'iam:*AccessKey*', ...when('ArnNotLike', 'aws:PrincipalArn', ROLE) }))],
    ],
    expect: 'explicit service control policy',
  },
  {
    name: 'an organization policy spares the role that it names',
    principal: 'session',
    identity: [policy(allow())],
    context: { 'aws:PrincipalArn': ROLE },
    organization: [
      [policy(allow(), deny({ Action: 'iam:*AccessKey*', ...when('ArnNotLike', 'aws:PrincipalArn', ROLE) }))],
    ],
    expect: 'allow',
  },
];
