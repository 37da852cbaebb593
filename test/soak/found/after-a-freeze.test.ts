import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { DAY, type Instant } from '../../../src/domain/time.ts';
import { day } from '../../support/world.ts';
import { play } from '../play.ts';
import { oneUser, runOn } from './one-user.ts';

it('a deletion that a freeze held is tried again within days, though the days look idle', async () => {
  const freeze = [{ from: day(15) as Instant, until: day(26) as Instant }];
  const safety = { ...DEFAULT_SETTINGS.safety, freeze };
  const steps = Array.from({ length: 36 }, (_, today) => ({
    ...runOn(today),
    forced: today < 12 || (today > 21 && today < 25),
  }));
  const { stage, problems } = await play(
    oneUser({
      age: 95,
      steps,
      settings: { ...DEFAULT_SETTINGS, exemptions: [{ group: 'Exempt' }], safety },
      habit: { takesUpAfter: 0 },
    }),
  );
  expect(problems).toEqual([]);
  const [deletion] = stage.sandbox.world.events.filter(({ type }) => type === 'DeleteAccessKey');
  expect(deletion?.at).toBeGreaterThan(day(26));
  expect(deletion?.at).toBeLessThan(day(26) + 5 * DAY);
});
