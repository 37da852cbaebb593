import { describe, expect, it } from 'vitest';
import { DAY, instant } from '../../domain/time.ts';
import { generatedOrganization } from './generated-organization.ts';

const START = instant(Date.UTC(2030, 0, 1));

function ages(size: Parameters<typeof generatedOrganization>[0]): readonly (readonly number[])[] {
  const { accounts = [] } = generatedOrganization(size, START, 1).world;
  return accounts.map(({ users = [] }) =>
    users.flatMap(({ keys = [] }) => keys.map(({ createdAt = 0 }) => (START - createdAt) / DAY)),
  );
}

describe('a generated organization', () => {
  it.each([
    { accounts: 1, users: 1000, due: 100 },
    { accounts: 20, users: 50, due: 80 },
    { accounts: 3, users: 7, due: 21 },
    { accounts: 3, users: 7, due: 0 },
    { accounts: 2, users: 0, due: 0 },
  ])('has exactly the keys that were asked for, due ones spread evenly: %j', (size) => {
    const [hub, ...members] = ages(size);
    expect(hub).toEqual([]);
    expect(members.map((account) => account.length)).toEqual(members.map(() => size.users));
    const due = members.map((account) => account.filter((age) => age > 90).length);
    expect(due.reduce((sum, count) => sum + count, 0)).toBe(size.due);
    expect(Math.max(...due) - Math.min(...due)).toBeLessThanOrEqual(1);
    for (const age of members.flat()) expect(age > 90 || age < 80).toBe(true);
  });

  it('is the same for the same seed, and has ages that differ', () => {
    const size = { accounts: 2, users: 50, due: 5 };
    expect(ages(size)).toEqual(ages(size));
    expect(new Set(ages(size).flat().map(Math.floor)).size).toBeGreaterThan(30);
  });
});
