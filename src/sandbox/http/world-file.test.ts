import { describe, expect, test } from 'vitest';
import { ALLOW_ALL, smallOrganization, TRUST_HUB } from '../../../test/support/sandbox/small-organization.ts';
import { createSandbox } from '../sandbox.ts';
import { parseWorldFile } from './world-file.ts';

const START = Date.UTC(2030, 0, 1);
const DAY = 86_400_000;

function problemsOf(content: unknown): readonly string[] {
  const file = parseWorldFile(typeof content === 'string' ? content : JSON.stringify(content), START);
  return file.ok ? [] : file.problems;
}

describe('a world file', () => {
  test('holds any world that can be built', () => {
    const file = parseWorldFile(JSON.stringify(smallOrganization()), START);
    expect(file).toEqual({ ok: true, world: smallOrganization() });
  });

  test('tells instants by age, by date or by number, and everything that an account can have', () => {
    const account = {
      id: '111111111111',
      groups: [{ name: 'g', inlinePolicies: { all: ALLOW_ALL } }],
      users: [
        {
          name: 'u',
          createdAt: '-400d',
          groups: ['g'],
          keys: [
            { createdAt: '-90d', lastUsed: { at: '-3h', service: 's3', region: 'eu-west-1' } },
            { createdAt: '2029-12-01T00:00:00Z', status: 'Inactive' },
          ],
        },
      ],
      roles: [{ name: 'r', trust: JSON.stringify(TRUST_HUB), policies: [ALLOW_ALL] }],
      secrets: [{ name: 's', value: 'v', createdAt: START - 1 }],
      parameters: [{ name: 'p', value: 'v' }],
    };
    const file = parseWorldFile(JSON.stringify({ accounts: [account] }), START);
    if (!file.ok) throw new Error(file.problems.join('; '));
    const sandbox = createSandbox({ startAt: START, seed: 1, world: file.world });
    const keys = sandbox.world.iam.keys({ accountId: '111111111111', userName: 'u' });
    expect(keys.map((key) => key.createdAt)).toEqual([START - 90 * DAY, Date.UTC(2029, 11, 1)]);
    expect(keys[0]?.uses[0]?.at).toBe(START - 3 * 3_600_000);
  });

  test.each<[unknown, string]>([
    ['{', 'not JSON'],
    [{}, 'accounts'],
    [{ accounts: [] }, 'accounts'],
    [{ accounts: [{ id: 111111111111 }] }, 'accounts.0.id'],
    [{ accounts: [{ id: '111111111111', user: [] }] }, 'accounts.0: Unrecognized key: "user"'],
    [
      { accounts: [{ id: '111111111111', users: [{ name: 'a', createdAt: '90d' }] }] },
      'users.0.createdAt: write -90d',
    ],
    [
      { accounts: [{ id: '111111111111' }], organization: { id: 'x', managementAccountId: '1' } },
      'organization.id',
    ],
    [{ accounts: [{ id: '111111111111', users: [{ name: null }] }] }, 'users.0.name'],
  ])('%j is refused, naming the place', (content, place) => {
    expect(problemsOf(content).join('\n')).toContain(place);
  });
});
