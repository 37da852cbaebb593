import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { days } from '../../../src/domain/time.ts';
import { play } from '../play.ts';
import { oneUser, runOn } from './one-user.ts';

it('a key that is replaced a second time gets an extension of its own', async () => {
  const inUse = { extend: days(14), afterwards: 'deactivate' } as const;
  const policy = { ...DEFAULT_SETTINGS.policy, inUse };
  const settings = { ...DEFAULT_SETTINGS, policy, exemptions: [{ group: 'Exempt' }] };
  const until = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, index) => runOn(first + index));
  // Replaced on day 0, extended on day 11 until day 25; on day 15 somebody deletes the replacement.
  const deletion = { kind: 'hand', day: 15, seed: 5, act: 'delete-key' } as const;
  const { problems } = await play(
    oneUser({ settings, steps: [...until(0, 14), deletion, ...until(15, 45)] }),
  );
  expect(problems).toEqual([]);
});
