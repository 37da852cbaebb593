import { A, allow, type DecisionCase, deny, NO_IDENTITY, policy, USER } from './decision-case.ts';

/** Identity policies: actions and resources. */
export const IDENTITY_CASES: readonly DecisionCase[] = [
  { name: 'nothing allows', identity: [], expect: NO_IDENTITY },
  { name: 'a star allows', identity: [policy(allow())], expect: 'allow' },
  {
    name: 'the exact action allows',
    identity: [policy(allow({ Action: 'iam:CreateAccessKey' }))],
    expect: 'allow',
  },
  {
    name: 'actions ignore case',
    identity: [policy(allow({ Action: 'IAM:createaccesskey' }))],
    expect: 'allow',
  },
  {
    name: 'an action pattern allows',
    identity: [policy(allow({ Action: ['s3:*', 'iam:*AccessKey'] }))],
    expect: 'allow',
  },
  {
    name: 'a question mark is one character',
    identity: [policy(allow({ Action: 'iam:CreateAccessKe?' }))],
    expect: 'allow',
  },
  {
    name: 'another action does not allow',
    identity: [policy(allow({ Action: 'iam:DeleteAccessKey' }))],
    expect: NO_IDENTITY,
  },
  {
    name: 'NotAction allows what it does not name',
    identity: [policy(allow({ Action: undefined, NotAction: 's3:*' }))],
    expect: 'allow',
  },
  {
    name: 'NotAction does not allow what it names',
    identity: [policy(allow({ Action: undefined, NotAction: 'iam:*' }))],
    expect: NO_IDENTITY,
  },
  {
    name: 'an explicit deny wins over any allow',
    identity: [policy(allow(), deny({ Action: 'iam:Create*' }))],
    expect: 'explicit identity-based policy',
  },
  {
    name: 'a deny of another resource is no deny',
    identity: [policy(allow(), deny({ Resource: `arn:aws:iam::${A}:user/bob` }))],
    expect: 'allow',
  },
  {
    name: 'the exact resource allows, path included',
    identity: [policy(allow({ Resource: USER }))],
    expect: 'allow',
  },
  {
    name: 'a resource without the path does not allow',
    identity: [policy(allow({ Resource: `arn:aws:iam::${A}:user/alice` }))],
    expect: NO_IDENTITY,
  },
  {
    name: 'a wildcard in the last segment reaches over slashes',
    identity: [policy(allow({ Resource: `arn:aws:iam::${A}:user/*` }))],
    expect: 'allow',
  },
  {
    name: 'a wildcard does not reach over colons',
    identity: [policy(allow({ Resource: 'arn:aws:*:user/team/alice' }))],
    expect: NO_IDENTITY,
  },
  {
    name: 'an incomplete ARN is completed with stars',
    identity: [policy(allow({ Resource: 'arn:aws:iam' }))],
    expect: 'allow',
  },
  {
    name: 'a wildcard account in the ARN allows',
    identity: [policy(allow({ Resource: 'arn:aws:iam::*:user/team/*' }))],
    expect: 'allow',
  },
  {
    name: 'NotResource leaves out what it names',
    identity: [policy(allow({ Resource: undefined, NotResource: `arn:aws:iam::${A}:user/team/*` }))],
    expect: NO_IDENTITY,
  },
  {
    name: 'an operation without resource types needs a star',
    resource: '*',
    identity: [policy(allow({ Resource: `arn:aws:iam::${A}:user/*` }))],
    expect: NO_IDENTITY,
  },
];
