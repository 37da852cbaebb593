import type { Settings } from '../../src/domain/settings.ts';
import type { Instant } from '../../src/domain/time.ts';
import { day, NOBODY_ADOPTS } from './world.ts';

/** The settings of these tests with other safety. */
export const safety = (more: Partial<Settings['safety']>, base: Settings = NOBODY_ADOPTS): Settings => ({
  ...base,
  safety: { ...base.safety, ...more },
});
/** A freeze from one day to another, known from the beginning. */
export const frozen = (from: number, until: number): Settings =>
  safety({ freeze: [{ from: day(from) as Instant, until: day(until) as Instant, reason: 'x' }] });
/** The user is exempt until a day. */
export const exempt = (until: number, base: Settings = NOBODY_ADOPTS): Settings => ({
  ...base,
  exemptions: [...base.exemptions, { users: ['app'], until: day(until) as Instant, reason: 'quarter end' }],
});
