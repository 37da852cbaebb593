import { expect, test } from 'vitest';
import { storePermissionPolicy, storeResourcePolicy, storeTrustPolicy } from './policy-kind.ts';

const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
const document = (more: object) => ({ Version: '2012-10-17', Statement: [{ ...statement, ...more }] });

test.each<[string, string | object, string]>([
  ['text that is no JSON', '{', 'Syntax errors'],
  ['a list', '[]', 'must be a JSON object'],
  ['an unknown element', { ...document({}), Extra: 1 }, 'Unknown policy element Extra'],
  ['an unknown version', { ...document({}), Version: '2020-01-01' }, 'Version'],
  ['no statement', { Version: '2012-10-17' }, 'needs a Statement'],
  ['an unknown effect', document({ Effect: 'allow' }), 'Effect'],
  ['no action', document({ Action: undefined }), 'needs Action'],
  ['both forms', document({ NotAction: 'a' }), 'either Action or NotAction'],
  ['a misspelt member', document({ Conditions: {} }), 'Unknown statement element Conditions'],
  ['a condition that is a list', document({ Condition: [] }), 'Condition must be an object'],
  ['an operator that is text', document({ Condition: { Bool: 'x' } }), 'Condition Bool'],
  ['a value that is an object', document({ Action: [{}] }), 'Action must be text'],
  ['a principal', document({ Principal: '*' }), 'should not specify a principal'],
  ['no resource', document({ Resource: undefined }), 'must contain resources'],
])('a permission policy with %s is refused', (_name, source, message) => {
  const text = typeof source === 'string' ? source : JSON.stringify(source);
  expect(() => storePermissionPolicy(text)).toThrow(message);
});

test('trust and resource policies name principals, and only the latter resources', () => {
  expect(() => storeTrustPolicy(document({ Principal: '*' }))).toThrow('prohibited field Resource');
  expect(() => storeTrustPolicy(document({ Resource: undefined }))).toThrow('Principal');
  expect(() => storeResourcePolicy(document({}))).toThrow('Principal');
  expect(() => storeResourcePolicy(document({ Principal: { AWS: '*' }, Resource: undefined }))).toThrow(
    'Resource',
  );
  expect(
    storeResourcePolicy(document({ Principal: { AWS: '*' } })).document.statements[0]?.principals,
  ).toEqual({
    negated: false,
    everybody: true,
    aws: [],
  });
});

test('a single statement and numbers and booleans as values are taken', () => {
  const Statement = {
    ...statement,
    Condition: { Bool: { 'aws:SecureTransport': true }, NumericEquals: { a: [1, 2] } },
  };
  const { document: parsed } = storePermissionPolicy({ Version: '2012-10-17', Statement });
  expect(parsed.statements[0]?.conditions).toEqual([
    { operator: 'Bool', key: 'aws:SecureTransport', values: ['true'] },
    { operator: 'NumericEquals', key: 'a', values: ['1', '2'] },
  ]);
});
