import { describe, expect, test } from 'vitest';
import type { FaultCall } from '../../faults/fault.ts';
import { createFaultDesk } from '../../faults/injector.ts';
import { EVERYDAY_TROUBLE } from './everyday-trouble.ts';
import type { DeclaredRule } from './fault-rule.ts';
import { createFaultTable } from './fault-table.ts';

const CALL: FaultCall = {
  index: 0,
  processId: 'main',
  service: 'iam',
  operation: 'GetUser',
  accountId: '111111111111',
  region: 'us-east-1',
  mutation: false,
};

const RULE: DeclaredRule = { after: 0, times: 'always', share: 1, fault: { kind: 'throttle' } };

function strikes(rule: DeclaredRule, calls: readonly Partial<FaultCall>[]): string {
  const desk = createFaultDesk();
  createFaultTable(desk).add(rule);
  return calls
    .map((call, index) => (desk.faultFor({ ...CALL, index, ...call }) === undefined ? '.' : 'x'))
    .join('');
}

const TEN = Array.from({ length: 10 }, () => ({}));

describe('a rule', () => {
  test.each<[string, Partial<DeclaredRule>, string]>([
    ['always', {}, 'xxxxxxxxxx'],
    ['twice', { times: 2 }, 'xx........'],
    ['after three', { after: 3 }, '...xxxxxxx'],
    ['once, after four', { after: 4, times: 1 }, '....x.....'],
  ])('strikes %s', (_when, rule, expected) => {
    expect(strikes({ ...RULE, ...rule }, TEN)).toBe(expected);
  });

  test.each<[string, Partial<DeclaredRule>, Partial<FaultCall>]>([
    ['service', { service: 'iam' }, { service: 'sts' }],
    ['operation', { operation: 'GetUser' }, { operation: 'ListUsers' }],
    ['account', { account: '111111111111' }, { accountId: undefined }],
    ['process', { process: 'main' }, { processId: 'other' }],
    ['kind of call', { mutation: false }, { mutation: true }],
  ])('spares calls of another %s, and does not count them', (_what, rule, other) => {
    expect(strikes({ ...RULE, ...rule, after: 1 }, [other, {}, other, {}, {}])).toBe('...xx');
  });

  test('strikes about its share, and the same calls each time', () => {
    const many = Array.from({ length: 2000 }, () => ({}));
    const first = strikes({ ...RULE, share: 0.1 }, many);
    expect(first.replaceAll('.', '').length).toBeGreaterThan(140);
    expect(first.replaceAll('.', '').length).toBeLessThan(260);
    expect(strikes({ ...RULE, share: 0.1 }, many)).toBe(first);
  });
});

test('everyday trouble never kills a process, and spares most calls', () => {
  const desk = createFaultDesk();
  const table = createFaultTable(desk);
  for (const rule of EVERYDAY_TROUBLE) table.add(rule);
  const faults = Array.from({ length: 4000 }, (_, index) => desk.faultFor({ ...CALL, index })?.kind);
  const kinds = new Set(faults);
  expect([...kinds].sort()).toEqual(['lost-request', 'lost-response', 'server-error', 'throttle', undefined]);
  expect(faults.filter((kind) => kind !== undefined).length).toBeLessThan(400);
});
