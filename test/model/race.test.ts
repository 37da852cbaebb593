import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import { violations } from '../../src/demo/invariants.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { totalsOf } from '../../src/domain/totals.ts';
import { coverageText } from '../../src/report/coverage-text.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import type { Sandbox, SandboxRequestHandler } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith, use } from '../support/world.ts';
import { stateProblems } from './state-problems.ts';

const ACCOUNT = '111111111111';
const APP = { accountId: ACCOUNT, userName: 'app' };

/** Days on which a change is due, and the runs of which are doubled. */
const DOUBLED = [7, 18, 29];
const DAYS = [0, 4, 6, 7, 8, 11, 15, 17, 18, 19, 22, 26, 28, 29, 30];

describe('two runs at once', () => {
  it('end in the state of one, in whatever order their calls are answered', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const sandbox = sandboxWith([member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-83) }] }])]);
        const ledger = memoryLedger();
        const [first] = sandbox.world.iam.keys(APP);
        sandbox.clock.set(day(-1));
        if (first !== undefined) use(sandbox, first.id);
        for (const today of DAYS) {
          sandbox.clock.set(day(today));
          if (!DOUBLED.includes(today)) {
            await run(sandbox, { ledger, processId: `d${today}`, withUnits: false });
            continue;
          }
          const wrap = ordered(scheduler);
          const twins = ['a', 'b'].map((name) =>
            runOnce(partsOf(sandbox, { ledger, processId: `d${today}-${name}`, withUnits: false, wrap }), {
              enforce: true,
            }),
          );
          await scheduler.waitFor(Promise.all(twins));
          expect(await stateProblems(sandbox, { ledger, users: [APP], today })).toEqual([]);
        }
        expectStateOfOne(sandbox);
        await ledger.close();
      }),
      { numRuns: 60, seed: 20261120, verbose: 1 },
    );
  });

  it('leaves a user alone whose lease another run holds, and says so', async () => {
    const sandbox = sandboxWith([member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-95) }] }])]);
    const ledger = memoryLedger();
    const [key] = sandbox.world.iam.keys(APP);
    if (key !== undefined) use(sandbox, key.id);
    sandbox.clock.advance(3 * HOUR);
    const { userId } = sandbox.world.iam.user(APP);
    const parts = partsOf(sandbox, { ledger });
    const now = parts.clock.now();
    const ref = { accountId: ACCOUNT, userId } as unknown as Parameters<typeof ledger.acquireLease>[0];
    await ledger.acquireLease(ref, { holder: 'somebody else', now, until: (now + HOUR) as typeof now });
    const report = await runOnce(parts, { enforce: true });
    expect(report.decisions.map((decision) => decision.outcome?.status)).toEqual(['deferred']);
    expect(sandbox.world.iam.keys(APP)).toHaveLength(1);
    // Every form of the report tells by the coverage: nobody handled the user, so the run is incomplete.
    expect(report).toMatchObject({ complete: false, exitCode: 2 });
    expect(coverageText(report.coverage)).toMatch(
      /app in .*, USER_LEASED: Another run is working on this user/,
    );
    expect(verdictOf(report, totalsOf(report))).toMatchObject({
      word: 'INCOMPLETE',
      headline: 'This run is incomplete: 1 user could not be handled.',
    });
  });
});

/** Lets the scheduler decide when each call goes out and when its answer comes in. */
function ordered(scheduler: fc.Scheduler): (handler: SandboxRequestHandler) => SandboxRequestHandler {
  return (handler) => {
    const handle: SandboxRequestHandler['handle'] = async (...args) => {
      await scheduler.schedule(Promise.resolve(), 'call');
      return await handler.handle(...args);
    };
    return new Proxy(handler, {
      get: (target, name) => (name === 'handle' ? handle : Reflect.get(target, name)),
    });
  };
}

function expectStateOfOne(sandbox: Sandbox): void {
  const made = sandbox.world.events.filter(
    (event) => event.type === 'CreateAccessKey' && event.sessionName !== undefined,
  );
  expect(made).toHaveLength(1);
  const keys = sandbox.world.iam.keys(APP);
  expect(keys.map((key) => [key.id, key.status])).toEqual([[made[0]?.accessKeyId, 'Active']]);
  expect(violations(sandbox.world.events, { quiet: 5 * DAY, soak: 10 * DAY - HOUR })).toEqual([]);
}
