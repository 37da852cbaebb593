import { expect, it } from 'vitest';
import { day, member, memoryLedger, run, sandboxWith } from '../support/world.ts';
import { ACCOUNT, brief, REF } from './support.ts';

it("a key that went in favour of a person's key is not deleted once that key is gone", async () => {
  const used = (at: number) => ({ at: day(at), service: 's3', region: 'eu-west-1' });
  const keys = [
    { createdAt: day(-95), lastUsed: used(-30) },
    { createdAt: day(-20), lastUsed: used(-1) },
  ];
  const sandbox = sandboxWith([member(ACCOUNT, [{ name: 'app', keys }])]);
  const ledger = memoryLedger();
  const seen: string[] = [];
  for (const today of [0, 4, 6, 7, 8, 11, 15, 18, 19, 20, 25]) {
    sandbox.clock.set(day(today));
    if (today === 11) sandbox.world.iam.setKeyStatus(sandbox.world.iam.keys(REF)[1]?.id ?? '', 'Inactive');
    const report = await run(sandbox, { ledger, processId: `d${today}` });
    seen.push(`${today}: ${brief(report).join(' | ')}`);
  }
  expect(sandbox.world.iam.keys(REF), seen.join('\n')).toHaveLength(2);
});
