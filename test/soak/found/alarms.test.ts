import { expect, it } from 'vitest';
import { makeSchedule } from '../make-schedule.ts';
import { judge } from '../oracle/judge.ts';
import { play } from '../play.ts';
import type { Schedule, Step } from '../schedule.ts';

/** A schedule that once raised an alarm, with the steps that it took. */
function found(seed: number, steps: readonly unknown[]): Schedule {
  return { ...makeSchedule(seed), steps: steps as readonly Step[] };
}

const NO_FAULTS = { points: [] };

const EXTENDED_UNTOLD = found(266_809_347, [
  { kind: 'run', day: 3, seed: 949_080_652, style: 'plain', faults: NO_FAULTS, forced: false },
  { kind: 'run', day: 11, seed: 2_697_719_006, style: 'plain', faults: NO_FAULTS, forced: true },
]);

it('an extension of an earlier policy whose message met no channel is told by the warnings of its end', async () => {
  const { problems, stage } = await play(EXTENDED_UNTOLD);
  expect(problems).toEqual([]);
  // Without those warnings the oracle would say so.
  const { mail } = stage.knowledge;
  mail.splice(0, mail.length, ...mail.filter(({ notice }) => notice.kind !== 'warning'));
  expect(judge(stage).join()).toContain('before its extension ended');
});

it('a key made for a namesake by a process whose clock is minutes off is known by the rotation that was left open', async () => {
  const steps = [
    { kind: 'run', day: 0, seed: 2_015_410_328, style: 'overlapping', faults: NO_FAULTS, forced: false },
    { kind: 'run', day: 17, seed: 1_967_123_938, style: 'plain', faults: NO_FAULTS, forced: false },
    { kind: 'run', day: 26, seed: 3_659_169_351, style: 'overtaken', faults: NO_FAULTS, forced: false },
    {
      kind: 'run',
      day: 29,
      seed: 860_093_750,
      style: 'overtaken',
      faults: {
        points: [
          { at: 0, operation: 'UpdateSecretVersionStage', what: 'throttle' },
          { at: 0, operation: 'PutSecretValue', what: 'throttle' },
          { at: 9, what: 'ledger-crash-after' },
        ],
        rates: { throttle: 0, lost: 0.2, server: 0 },
        report: 'fails',
        offsetMs: 192_107,
      },
      forced: false,
    },
  ];
  const { problems, stage } = await play(found(266_812_295, steps));
  expect(problems).toEqual([]);
  const again = stage.sandbox.world.events.filter(({ type }) => type === 'DeleteUser');
  expect(again.length).toBeGreaterThan(0);
});

it('of two replacements in one freeze the owner is told of both', async () => {
  const steps = [
    { kind: 'run', day: 17, seed: 425_545_168, style: 'plain', faults: NO_FAULTS, forced: false },
    { kind: 'run', day: 26, seed: 1_218_904_628, style: 'plain', faults: NO_FAULTS, forced: false },
    { kind: 'run', day: 43, seed: 1_864_164_052, style: 'plain', faults: NO_FAULTS, forced: false },
    {
      kind: 'run',
      day: 44,
      seed: 2_158_635_687,
      style: 'plain',
      faults: {
        points: [
          { at: 2, operation: 'PutSecretValue', what: 'sleep', ms: 25_200_000 },
          { at: 4, what: 'hand' },
          { at: 2, operation: 'UpdateAccessKey', what: 'server-error' },
        ],
        offsetMs: -52_991,
      },
      forced: true,
    },
  ];
  const { problems, runs } = await play(found(126_423_910, steps));
  expect(problems).toEqual([]);
  expect(runs).toBeGreaterThan(4);
});

it('a key that a person makes in the moment in which a process falls asleep at its request may be taken for its own', async () => {
  const steps = [
    { kind: 'run', day: 10, seed: 2_326_248_331, style: 'plain', faults: NO_FAULTS, forced: false },
    {
      kind: 'run',
      day: 12,
      seed: 1_028_079_716,
      style: 'overtaken',
      faults: { points: [{ at: 0, operation: 'CreateAccessKey', what: 'hand' }] },
      forced: false,
    },
  ];
  const { problems, stage } = await play(found(201_664_001, steps));
  expect(problems).toEqual([]);
  // A key of a person that no process asked for in that moment stays one that nobody may take away.
  const { calls } = stage.sandbox as unknown as { calls: { operation: string }[] };
  calls.splice(0, calls.length, ...calls.filter(({ operation }) => operation !== 'CreateAccessKey'));
  expect(judge(stage).join()).toContain('under no clause of G2');
});

it('a wrong clock stays wrong: no jump puts it right before it is noticed', async () => {
  const faults = {
    points: [
      { at: 1, what: 'clock-jump', ms: -600_000 },
      { at: 3, what: 'throttle' },
      { at: 40, what: 'throttle' },
    ],
    rates: { throttle: 0.5, lost: 0.2, server: 0.05 },
  };
  const step = { kind: 'run', day: 12, seed: 3_565_978_700, style: 'wrong-clock', faults, forced: false };
  const { problems, stage } = await play(found(87_927_733, [step]));
  expect(problems).toEqual([]);
  const [first] = stage.knowledge.processes;
  expect(String(first?.error)).toContain('clock is 6 minutes');
});

it('a key that a person makes in the moment in which a process dies with its request may be taken for its own', async () => {
  const point = { at: 0, operation: 'CreateAccessKey' };
  const faults = {
    points: [
      { ...point, what: 'hand' },
      { ...point, what: 'crash-before' },
    ],
  };
  const step = { kind: 'run', day: 22, seed: 4_044_816_694, style: 'plain', faults, forced: false };
  const steps = makeSchedule(160_533_941).steps.map((one) =>
    one.kind === 'run' && one.day === 22 ? step : one,
  );
  const { problems, stage } = await play(found(160_533_941, steps));
  expect(problems).toEqual([]);
  expect(stage.knowledge.diedWith.length).toBeGreaterThan(0);
});
