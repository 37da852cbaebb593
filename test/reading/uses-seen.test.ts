import { expect, it } from 'vitest';
import type { Advice } from '../../src/domain/advice.ts';
import { HOUR } from '../../src/domain/time.ts';
import type { UseSeen } from '../../src/domain/use-seen.ts';
import { countedRun } from '../support/counted-run.ts';
import { office, users } from '../support/many-users.ts';
import { ACCOUNT } from '../support/one-user.ts';
import { day, use } from '../support/world.ts';

type Office = ReturnType<typeof office>;

const oneService = (advice: readonly Advice[]): readonly string[] =>
  advice.filter(({ kind }) => kind === 'one-service').map(({ userName }) => userName);

async function seenOf({ ledger }: Office, name: string): Promise<UseSeen | undefined> {
  const reads = [...(await ledger.loadReads(ACCOUNT as never)).values()];
  return reads.find(({ userName }) => userName === name)?.uses?.[0];
}

/** A run on each day, before which the owner of the user has used its key. */
async function usedDaily(place: Office, name: string, days: readonly number[]): Promise<Advice[][]> {
  const { sandbox, ledger } = place;
  const said: Advice[][] = [];
  for (const today of days) {
    sandbox.clock.set(day(today) - 8 * HOUR);
    for (const key of sandbox.world.iam.keys({ accountId: ACCOUNT, userName: name })) use(sandbox, key.id);
    sandbox.clock.set(day(today));
    const { report } = await countedRun(sandbox, { ledger, processId: `d${today}` });
    said.push([...report.advice]);
  }
  return said;
}

it('advice on a key for one service waits for five moments of last use over two weeks', async () => {
  const place = office(users(8, () => 5));
  const said = await usedDaily(place, 'user-0003', [1, 2, 3, 4, 5, 6, 14, 17]);
  expect(said.map(oneService)).toEqual([[], [], [], [], [], [], [], ['user-0003']]);
  const [advice] = said.at(-1)?.filter(({ kind }) => kind === 'one-service') ?? [];
  expect(advice).toMatchObject({ service: 's3', observations: 8 });
});

it('a last use is counted once, however many runs see it, and costs no calls of its own', async () => {
  const place = office(users(30, () => 5));
  const { sandbox, ledger } = place;
  await usedDaily(place, 'user-0003', [1, 2]);
  const before = await seenOf(place, 'user-0003');
  for (const hours of [1, 2, 3]) {
    sandbox.clock.set(day(2) + hours * HOUR);
    const { calls } = await countedRun(sandbox, { ledger, processId: `again-${hours}` });
    expect(calls.GetAccessKeyLastUsed).toBeUndefined();
  }
  expect(await seenOf(place, 'user-0003')).toEqual(before);
  expect(before).toMatchObject({ places: [{ service: 's3', region: 'eu-west-1' }] });
});

it('a note of a use is no reading: the turn in the sweep stays where it was', async () => {
  const place = office(users(12, () => 5));
  await usedDaily(place, 'user-0003', [0]);
  const readAt = async () =>
    [...(await place.ledger.loadReads(ACCOUNT as never)).values()].find(
      ({ userName }) => userName === 'user-0003',
    )?.readAt;
  const first = await readAt();
  await usedDaily(place, 'user-0003', [1]);
  expect(await seenOf(place, 'user-0003')).toMatchObject({ observations: 2 });
  expect(await readAt()).toBe(first);
});

it('a dry run notes no use', async () => {
  const place = office(users(3, () => 5));
  await countedRun(place.sandbox, { ledger: place.ledger, enforce: false });
  expect(await seenOf(place, 'user-0000')).toBeUndefined();
});
