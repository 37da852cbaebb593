import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSamePolicy, type MergedPolicy, mergePolicy, RESOURCE_POLICY_LIMIT } from './adopted-policy.ts';

const ACCOUNT = '111122223333';
const OWNER = { arn: `arn:aws:iam::${ACCOUNT}:user/app`, userId: 'AIDACKCEVSQ6C2EXAMPLE' };
const READER = `arn:aws:iam::${ACCOUNT}:role/Helpdesk`;
const ADMITTED = { owner: OWNER, readers: [READER], readersConfirmed: false };
const ALLOW = { Effect: 'Allow', Action: 'secretsmanager:GetSecretValue', Resource: '*' };

// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the policy, which AWS fills in.
const VARIABLE = '${aws:PrincipalAccount}';

const merged = (Statement: unknown, more: object = {}): MergedPolicy =>
  mergePolicy(JSON.stringify({ Version: '2012-10-17', Statement }), { ...ADMITTED, ...more });
const whyNot = (Statement: unknown): string | undefined => {
  const answer = merged(Statement);
  return answer.mergeable ? undefined : answer.why;
};
const sidsOf = (answer: MergedPolicy): readonly unknown[] =>
  answer.mergeable
    ? (JSON.parse(answer.policy) as { Statement: { Sid?: string }[] }).Statement.map(({ Sid }) => Sid)
    : [];

const spaced = (policy: string): string => JSON.stringify(JSON.parse(policy), null, 2);

describe('merging the policy of a secret that others made', () => {
  it('begins one where there is none', () => {
    const answer = mergePolicy(undefined, ADMITTED);
    expect(answer).toMatchObject({ mergeable: true, denies: false });
    expect(sidsOf(answer)).toEqual(['KeyturnOwner', 'KeyturnReaders']);
  });

  it('adds a single statement that is not in a list to one', () => {
    expect(sidsOf(merged({ Sid: 'One', ...ALLOW, Principal: { AWS: READER } }))).toEqual([
      'One',
      'KeyturnOwner',
      'KeyturnReaders',
    ]);
  });

  it('replaces what carries a name of its own, wherever that stands', () => {
    const own = { Sid: 'KeyturnNobodyElse', Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' };
    const theirs = { Sid: 'Theirs', ...ALLOW, Principal: { AWS: READER } };
    expect(sidsOf(merged([own, theirs], { readers: [] }))).toEqual(['Theirs', 'KeyturnOwner']);
    expect(sidsOf(merged([own, theirs], { readers: [], readersConfirmed: true }))).toEqual([
      'Theirs',
      'KeyturnOwner',
      'KeyturnNobodyElse',
    ]);
  });

  it('keeps the statements of others letter for letter and in order, and repeated it changes nothing', () => {
    const names = fc.oneof(
      fc.constant(READER),
      fc.array(fc.constantFrom(READER, OWNER.arn, ACCOUNT), { minLength: 1 }),
    );
    const theirs = fc.record(
      {
        Condition: fc.dictionary(
          fc.constantFrom('StringLike', 'Bool'),
          fc.dictionary(fc.string(), fc.string()),
        ),
        Resource: fc.constant('*'),
        Sid: fc.string().filter((sid) => !sid.startsWith('Keyturn')),
        Principal: fc.record({ AWS: names }),
        Effect: fc.constantFrom('Allow', 'Deny'),
        NotAction: fc.array(fc.string()),
      },
      { requiredKeys: ['Effect', 'Principal'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(theirs), fc.boolean(), (statements, readersConfirmed) => {
        const before = JSON.stringify({ Statement: statements, Id: 'x' });
        const once = mergePolicy(before, { ...ADMITTED, readersConfirmed });
        if (!once.mergeable) throw new Error(once.why);
        expect(once.policy.startsWith(before.slice(0, -'],"Id":"x"}'.length))).toBe(true);
        const again = mergePolicy(once.policy, { ...ADMITTED, readersConfirmed });
        expect(again).toEqual(once);
        expect(isSamePolicy(spaced(once.policy), once.policy)).toBe(true);
        expect(isSamePolicy(before, once.policy)).toBe(false);
      }),
    );
  });

  it('stops at the length that AWS takes', () => {
    const statement = (length: number) => ({ ...ALLOW, Sid: 'x'.repeat(length), Principal: { AWS: READER } });
    const short = merged([statement(1)]);
    const room = RESOURCE_POLICY_LIMIT - (short.mergeable ? short.policy.length : 0);
    const full = merged([statement(1 + room)]);
    expect(full.mergeable && full.policy.length).toBe(RESOURCE_POLICY_LIMIT);
    expect(whyNot([statement(2 + room)])).toMatch(/20481 characters .* 20480; shorten it/);
  });
});

describe('a policy that nothing is added to', () => {
  it.each([
    ['text that is no JSON', '{"Version":'],
    ['no policy', '[]'],
    ['no statements', '{"Version":"2012-10-17"}'],
    [
      'an element that we do not know',
      JSON.stringify({ Statement: [{ ...ALLOW, Principal: READER, Allow: 1 }] }),
    ],
    [
      'an effect that we do not know',
      JSON.stringify({ Statement: [{ ...ALLOW, Effect: 'allow', Principal: '*' }] }),
    ],
    ['a statement for nobody', JSON.stringify({ Statement: [ALLOW] })],
  ])('%s', (_what, text) => {
    expect(mergePolicy(text, ADMITTED)).toEqual({
      mergeable: false,
      why: 'its policy cannot be understood; rewrite it',
    });
  });

  it('one that names a user or role that is gone, since AWS refuses to take it back', () => {
    expect(whyNot([{ Sid: 'Old', ...ALLOW, Principal: { AWS: [READER, 'AROAEXAMPLEID1234567'] } }])).toMatch(
      /AROAEXAMPLEID1234567 \(statement "Old"\)/,
    );
  });
});

describe('everybody', () => {
  const when = (Condition: object): object => ({ ...ALLOW, Principal: '*', Condition });

  it.each([
    ['"*"', { ...ALLOW, Principal: '*' }],
    ['{"AWS":"*"}', { ...ALLOW, Principal: { AWS: '*' } }],
    ['one of several', { ...ALLOW, Principal: { Service: 'a.example', AWS: [READER, '*'] } }],
    ['all but one', { ...ALLOW, NotPrincipal: { AWS: READER } }],
    ['a network', when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
    ['a VPC', when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } })],
    ['a tag', when({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })],
    ['any role of that name', when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app' } })],
    [
      'one value that names nobody',
      when({ StringLike: { 'aws:PrincipalOrgID': ['o-exampleorgid', 'o-*'] } }),
    ],
    ['a value that is filled in', when({ StringEquals: { 'aws:PrincipalAccount': VARIABLE } })],
    ['no value', when({ StringEquals: { 'aws:PrincipalAccount': [] } })],
    ['all but an account', when({ StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } })],
    [
      'whoever has no organization',
      when({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-exampleorgid' } }),
    ],
    [
      'whoever has none of the paths',
      when({ 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/*' } }),
    ],
  ])('is allowed by %s', (_what, statement) => {
    expect(whyNot([statement])).toMatch(/^its policy allows everybody \(a statement without Sid\)/);
  });

  it.each([
    ['its own Deny', { ...ALLOW, Effect: 'Deny', Principal: '*' }],
    ['an account', when({ StringEquals: { 'aws:principalaccount': ACCOUNT } })],
    ['an organization', when({ StringEquals: { 'aws:PrincipalOrgID': ['o-exampleorgid'] } })],
    [
      'a part of an organization',
      when({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorgid/*/ou-1/*' } }),
    ],
    ['roles of an account', when({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/app-*` } })],
    ['sessions of a role', when({ StringLike: { 'aws:userId': 'AROAEXAMPLEID1234567:*' } })],
    [
      'an account and a network',
      when({
        IpAddress: { 'aws:SourceIp': '10.0.0.0/8' },
        StringEquals: { 'aws:PrincipalAccount': ACCOUNT },
      }),
    ],
  ])('is not meant by a condition on %s', (_what, statement) => {
    expect(whyNot([statement])).toBeUndefined();
  });
});
