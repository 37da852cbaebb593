import { lastUsed, REF, world } from '../../support/one-user.ts';
import { day } from '../../support/world.ts';
import { ROTATES } from '../becomes.ts';
import { changed } from '../events.ts';
import type { Ground } from '../hold-case.ts';
import { heldOn, type Life, lifeIn, lived, on } from '../life.ts';

/** One change a run, and a user whose turn comes before. */
async function overBudget(): Promise<Life> {
  const keys = [{ createdAt: day(-90), lastUsed }];
  const users = ['a', 'app', 'b'].map((name) => ({ name, keys }));
  const life = lifeIn(world({}, { users }));
  changed('safety', { maxChangesPerRun: 1 })(life, undefined);
  await on(life, 0);
  const names = ['a', 'app', 'b'].filter(
    (userName) => life.sandbox.world.iam.keys({ ...REF, userName }).length === 1,
  );
  life.keyId = life.sandbox.world.iam.keys({ ...REF, userName: names.at(-1) ?? '' })[0]?.id ?? '';
  return await heldOn(life, 0.1);
}

/** So many changes and no more. */
export const BUDGET: readonly Ground[] = [
  {
    state: 'waiting',
    detail: 'the limit of changes',
    says: ['The next run continues', '`safety.maxChangesPerRun`', '`safety.maxChangesPerAccount`'],
    ends: [
      { how: 'the next run goes on', play: lived(overBudget, 1), becomes: ROTATES },
      {
        how: 'the limit is raised',
        play: lived(overBudget, changed('safety', { maxChangesPerRun: 9 }), 0.2),
        becomes: ROTATES,
      },
    ],
  },
];
