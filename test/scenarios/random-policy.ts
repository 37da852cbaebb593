import fc from 'fast-check';
import { PRESETS } from '../../src/config/presets/registry.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { days, hours } from '../../src/domain/time.ts';

type Told = Pick<Policy, 'notice' | 'warnBefore' | 'minNotice'>;

/** What fits together about telling owners, as the configuration demands: a warning in time, or no notice required. */
const told: fc.Arbitrary<Told> = fc.constantFrom<Told[]>(
  { notice: 'required', warnBefore: [days(7), days(3), days(1)], minNotice: days(6) },
  { notice: 'required', warnBefore: [days(7)], minNotice: days(6) },
  { notice: 'required', warnBefore: [days(5), days(1)], minNotice: days(0) },
  { notice: 'not-required', warnBefore: [days(7), days(3), days(1)], minNotice: days(6) },
  { notice: 'not-required', warnBefore: [], minNotice: days(0) },
);

const inUse: fc.Arbitrary<Policy['inUse']> = fc.record({
  extend: fc.constantFrom(days(14), days(7), days(0)),
  afterwards: fc.constantFrom<Policy['inUse']['afterwards'][]>('hold', 'deactivate'),
});

const composed: fc.Arbitrary<Policy> = fc
  .record({
    told,
    inUse,
    rotateAfter: fc.constantFrom(days(90), days(64), days(80), days(30)),
    installGrace: fc.constantFrom(days(10), days(7), days(20)),
    recoveryGrace: fc.constantFrom(days(10), days(1), days(0), days(30)),
    quietPeriod: fc.constantFrom(days(5), days(1)),
    reportingLag: fc.constantFrom(hours(24), hours(4)),
    holdEscalateAfter: fc.constantFrom(days(7), days(1)),
    unusedFor: fc.constantFrom(days(90), days(30), days(180)),
    unusedKeys: fc.constantFrom<Policy['unusedKeys'][]>('retire', 'replace', 'keep'),
    adoption: fc.constantFrom<Policy['adoption'][]>('required-or-quiet', 'not-required'),
    adoptionWait: fc.constantFrom(days(30), days(14), days(0)),
    conflict: fc.constantFrom<Policy['conflict'][]>('block', 'retire-least-recently-used', 'retire-oldest'),
    inactiveCleanup: fc.constantFrom<Policy['inactiveCleanup'][]>('off', days(100), days(1)),
  })
  .map(({ told: telling, ...rest }) => ({ ...rest, ...telling }));

/** Every option in every value, and every preset as it is. */
export const randomPolicy: fc.Arbitrary<Policy> = fc.oneof(
  { weight: 5, arbitrary: composed },
  { weight: 1, arbitrary: fc.constantFrom(...PRESETS.map((preset) => preset.policy)) },
);
