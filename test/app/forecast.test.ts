import { describe, expect, it } from 'vitest';
import { forecast } from '../../src/app/forecast.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { DAY, instant } from '../../src/domain/time.ts';
import type { UserDefinition } from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, partsOf, run, sandboxWith, use } from '../support/world.ts';

const ACCOUNT = '111111111111';
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

async function eventsOf(users: readonly UserDefinition[], days: number, settings = DEFAULT_SETTINGS) {
  const sandbox = sandboxWith([member(ACCOUNT, users)]);
  const before = sandbox.world.events.length;
  const result = await forecast(partsOf(sandbox, { ledger: memoryLedger(), settings }), days);
  const writes = sandbox.world.events
    .slice(before)
    .filter(({ type }) => /^(Create|Update|Delete|Put)/.test(type));
  expect(writes).toEqual([]);
  const at = (epoch: number): number => Math.round((epoch - day(0)) / DAY);
  return result.events.map((event) => `${at(event.at)} ${event.action} ${event.userName} ${event.reason}`);
}

describe('the forecast', () => {
  it('tells the whole life of a key in use, warnings included, and writes nothing', async () => {
    expect(await eventsOf([{ name: 'app', keys: [{ createdAt: day(-80), lastUsed }] }], 40)).toEqual([
      '3 warn app KEY_PENDING_ROTATION',
      '7 warn app KEY_PENDING_ROTATION',
      '9 warn app KEY_PENDING_ROTATION',
      '10 rotate app EXPIRED_ACTIVE_KEY',
      '13 warn app KEY_PENDING_DEACTIVATION',
      '17 warn app KEY_PENDING_DEACTIVATION',
      '19 warn app KEY_PENDING_DEACTIVATION',
      '21 deactivate app INSTALL_GRACE_PERIOD_END',
      '24 warn app KEY_PENDING_DELETION',
      '28 warn app KEY_PENDING_DELETION',
      '30 warn app KEY_PENDING_DELETION',
      '32 delete app RECOVER_GRACE_PERIOD_END',
    ]);
  });

  it('tells of a hold once, when it begins', async () => {
    const keys = [
      { createdAt: day(-85), lastUsed },
      { createdAt: day(-84), lastUsed },
    ];
    const events = await eventsOf([{ name: 'app', keys }], 30);
    expect(events.filter((event) => event.includes('hold'))).toEqual([
      '5 hold app TWO_ACTIVE_KEYS_CONFLICT',
      '6 hold app TWO_ACTIVE_KEYS_CONFLICT',
    ]);
  });

  it('puts nothing into a freeze', async () => {
    const freeze = [{ from: instant(day(9)), until: instant(day(15)) }];
    const settings = { ...DEFAULT_SETTINGS, safety: { ...DEFAULT_SETTINGS.safety, freeze } };
    const events = await eventsOf([{ name: 'app', keys: [{ createdAt: day(-80), lastUsed }] }], 20, settings);
    expect(events.filter((event) => / (rotate|hold) /.test(event))).toEqual([
      '10 hold app EXPIRED_ACTIVE_KEY',
      '15 rotate app EXPIRED_ACTIVE_KEY',
    ]);
  });

  it('comes true when the world keeps to what it assumes', async () => {
    const user = { name: 'app', keys: [{ createdAt: day(-86), lastUsed }] };
    const foretold = (await eventsOf([user], 60)).filter((event) =>
      / (rotate|deactivate|delete) /.test(event),
    );
    const sandbox = sandboxWith([member(ACCOUNT, [user])], { propagationMs: { newKey: 0 } } as never);
    const ledger = memoryLedger();
    const happened: string[] = [];
    for (let today = 0; today <= 60; today += 1) {
      sandbox.clock.set(day(today) - 3_600_000);
      const keys = sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'app' });
      const [newest] = keys
        .filter(({ status }) => status === 'Active')
        .sort((a, b) => b.createdAt - a.createdAt);
      if (newest !== undefined) use(sandbox, newest.id);
      sandbox.clock.set(day(today) + 60_000);
      const report = await run(sandbox, { ledger, processId: `d${today}` });
      for (const { action, userName, reason, outcome } of report.decisions)
        if (outcome?.status === 'done') happened.push(`${action} ${userName} ${reason}`);
    }
    expect(happened).toEqual(foretold.map((event) => event.replace(/^\d+ /, '')));
  });
});
