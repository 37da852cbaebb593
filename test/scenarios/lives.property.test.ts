import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessKey } from '../../src/domain/access-key.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { DAY, HOUR, type Instant, SECOND } from '../../src/domain/time.ts';
import { activeKeys, type LifeRun, live, usedIn } from './life.ts';
import { randomPolicy } from './random-policy.ts';
import { presetPolicy } from './scenario-input.ts';
import { keyId } from './scenario-time.ts';

/** Fixed, so that a failure can be repeated; fast-check prints it together with the path to the counterexample. */
const SEED = 20_260_104;

interface Story {
  readonly policy: Policy;
  readonly keys: readonly AccessKey[];
  readonly runs: readonly Instant[];
  /** For each key, by its place in order of appearance: the days on which its use begins and ends. */
  readonly uses: readonly (readonly [from: number, length: number])[];
  readonly mailFrom: number;
}

/** Daily runs for most of a year at any time of day, keys made at any time, owners who change over early, late or never. */
function story(policy: fc.Arbitrary<Policy>, most: number): fc.Arbitrary<Story> {
  const created = fc.integer({ min: 0, max: 40 * 24 * 3_600 }).map((count) => (count * SECOND) as Instant);
  return fc
    .record({
      policy,
      keys: fc.array(created, { minLength: 1, maxLength: most }),
      hour: fc.integer({ min: 0, max: DAY / SECOND - 1 }),
      uses: fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 120 })), {
        minLength: 12,
        maxLength: 12,
      }),
      mailFrom: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 250 })),
    })
    .map(({ keys, hour, ...rest }) => ({
      ...rest,
      keys: keys.map((createdAt, index) => ({ id: keyId(`k${index}`), status: 'active', createdAt })),
      runs: Array.from({ length: 260 }, (_, day) => (day * DAY + hour * SECOND) as Instant).slice(1),
    }));
}

/** The runs of a story; the first keys there are exist before the first run that is counted. */
function tell({ policy, keys, runs, uses, mailFrom }: Story): readonly LifeRun[] {
  const order = new Map<string, number>(keys.map((key, index) => [key.id, index]));
  const first = Math.max(...keys.map((key) => key.createdAt));
  return live(
    {
      policy,
      keys,
      lastUsed: usedIn((key) => {
        if (!order.has(key.id)) order.set(key.id, order.size);
        const [from, length] = uses[(order.get(key.id) ?? 0) % uses.length] ?? [0, 0];
        const start = key.createdAt + (from / 20) * DAY;
        return [{ from: start, until: start + length * DAY }];
      }),
      accepts: (now) => now >= mailFrom * DAY,
    },
    runs.filter((now) => now > first),
  );
}

function always(stories: fc.Arbitrary<Story>, rule: (runs: readonly LifeRun[], told: Story) => void): void {
  fc.assert(
    fc.property(stories, (told) => rule(tell(told), told)),
    { seed: SEED, numRuns: 150 },
  );
}

describe('through whole lives under random policies', () => {
  it('no key is deactivated that was used within the quiet period, unless the decision says what allows it', () => {
    always(story(randomPolicy, 2), (runs, { policy }) => {
      for (const { executed } of runs)
        for (const { action, evidence } of executed) {
          if (action !== 'deactivate') continue;
          const allowed = evidence.some((fact) => fact.kind === 'relaxed' && fact.clause === 'quiet');
          if (allowed) expect(policy.inUse.afterwards).toBe('deactivate');
          const last = evidence.find((fact) => fact.kind === 'last-used')?.lastUsed;
          const now = runs.find((run) => run.executed === executed)?.now ?? 0;
          const quiet = policy.quietPeriod + policy.reportingLag;
          if (!allowed && last?.kind === 'used') expect(now - last.at).toBeGreaterThanOrEqual(quiet);
        }
    });
  });

  it('a user whose keys are in use always has an active key', () => {
    always(story(randomPolicy, 2), (runs) => {
      for (const { executed, before } of runs) {
        const taken = executed.filter((decision) => decision.action === 'deactivate');
        const left = activeKeys(before).filter((key) => !taken.some((decision) => decision.keyId === key.id));
        const emptied = activeKeys(before).length > 0 && left.length === 0;
        if (emptied) expect(taken.map((decision) => decision.clause)).toEqual(['unused-and-retired']);
      }
    });
  });

  it('nobody ever has more than two keys, and nothing is deleted that was active a day before', () => {
    always(story(randomPolicy, 2), (runs) => {
      for (const [index, { before, executed, now }] of runs.entries()) {
        expect(before.keys.length).toBeLessThanOrEqual(2);
        for (const decision of executed.filter(({ action }) => action === 'delete')) {
          const recent = runs.slice(0, index).filter((run) => now - run.now < DAY - HOUR);
          const active = recent.flatMap((run) => activeKeys(run.before));
          expect(active.some((key) => key.id === decision.keyId)).toBe(false);
        }
      }
    });
  });

  it('with compliance-90 no active key passes ninety days, unless it was held and so reported', () => {
    always(story(fc.constant(presetPolicy('compliance-90')), 2), (runs) => {
      for (const [index, { before, now }] of runs.entries())
        for (const key of activeKeys(before)) {
          if (now - key.createdAt <= 90 * DAY) continue;
          // A rotation that had to wait for its slot was a hold as well, and moves what comes after it.
          const planned = runs.slice(0, index).flatMap((run) => run.decisions);
          const held = planned.filter((each) => each.keyId === key.id && each.action === 'hold');
          expect(held.length).toBeGreaterThan(0);
        }
    });
  });
});
