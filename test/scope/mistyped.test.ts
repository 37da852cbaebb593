import { describe, expect, it } from 'vitest';
import { ACCOUNT, lastUsed } from '../support/one-user.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, run, sandboxWith } from '../support/world.ts';

const w = () => sandboxWith([member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-95), lastUsed }] }])]);

describe('typing errors must not look like coverage', () => {
  it('an organizational unit in scope that does not exist', async () => {
    const settings = {
      ...NOBODY_ADOPTS,
      scope: { ...NOBODY_ADOPTS.scope, organizationalUnits: ['ou-abcd-typoerror'] },
    };
    await expect(run(w(), { ledger: memoryLedger(), settings })).rejects.toMatchObject({
      code: 'CONFIG_INVALID_VALUE',
    });
  });
  it('an excluded organizational unit that does not exist', async () => {
    const settings = {
      ...NOBODY_ADOPTS,
      scope: { ...NOBODY_ADOPTS.scope, excludeOrganizationalUnits: ['ou-abcd-typoerror'] },
    };
    await expect(run(w(), { ledger: memoryLedger(), settings })).rejects.toMatchObject({
      code: 'CONFIG_INVALID_VALUE',
    });
  });
  it('an exemption group that exists in no account is reported', async () => {
    const said: string[] = [];
    const r = await run(w(), {
      ledger: memoryLedger(),
      settings: { ...NOBODY_ADOPTS, exemptions: [{ group: 'NoSuchGroup' }] },
      parts: { host: { notify: (m) => void said.push(JSON.stringify(m)) } },
    });
    expect(JSON.stringify(r) + said.join()).toContain('NoSuchGroup');
  });
});
