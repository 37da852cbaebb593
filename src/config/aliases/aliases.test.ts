import { describe, expect, it } from 'vitest';
import { loadText } from '../../../test/support/config/load-text.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { days } from '../../domain/time.ts';
import { ALIASES } from './registry.ts';

/** What can be written into an alias, and the settings that it then makes; the others have no effect. */
const SAMPLES: Readonly<Record<string, readonly [text: string, settings: object]>> = {
  RotationPeriod: ['80', { policy: { rotateAfter: days(80) } }],
  InactiveBuffer: ['12', { policy: { installGrace: days(12) } }],
  InstallationGracePeriod: ['12', { policy: { installGrace: days(12) } }],
  InactivePeriod: ['100', {}],
  RecoveryGracePeriod: ['20', { policy: { recoveryGrace: days(20) } }],
  PendingActionWarnPeriod: ['7', { policy: { warnBefore: [days(7)] } }],
  IAMExemptionGroup: ['Robots', { exemptions: [{ group: 'Robots' }] }],
  IAMAssumedRoleName: ['Rotator', { organization: { readRole: 'Rotator', rotateRole: 'Rotator' } }],
  OrgListAccount: ['123456789012', { organization: { list: { accountId: '123456789012', role: 'L' } } }],
  OrgListRole: ['Lister', { organization: { list: { accountId: '123456789012', role: 'Lister' } } }],
  AWSOrgID: ['o-a1b2c3d4e5', { organization: { id: 'o-a1b2c3d4e5' } }],
  InventoryOU: ['ou-ab12-3c4d5e6f', { scope: { organizationalUnits: ['ou-ab12-3c4d5e6f'] } }],
  DryRunFlag: ['True', {}],
  DRY_RUN_FLAG: ['FALSE', {}],
  ROTATION_PERIOD: ['80', { policy: { rotateAfter: days(80) } }],
  INSTALLATION_GRACE_PERIOD: ['12', { policy: { installGrace: days(12) } }],
  INACTIVE_BUFFER: ['12', { policy: { installGrace: days(12) } }],
  RECOVERY_GRACE_PERIOD: ['20', { policy: { recoveryGrace: days(20) } }],
  PENDING_ACTION_WARN_PERIOD: ['7', { policy: { warnBefore: [days(7)] } }],
  IAM_EXEMPTION_GROUP: ['Robots', { exemptions: [{ group: 'Robots' }] }],
  IAM_ASSUMED_ROLE_NAME: ['Rotator', { organization: { readRole: 'Rotator', rotateRole: 'Rotator' } }],
  AWS_ORG_ID: ['o-a1b2c3d4e5', { organization: { id: 'o-a1b2c3d4e5' } }],
  RECIPIENT_EMAIL: ['a@example.com', { organization: { onListDenied: 'this-account' } }],
  TF_VAR_days_to_rotate: ['80', { policy: { rotateAfter: days(80) } }],
  TF_VAR_days_to_remove_inactive: ['20', { policy: { recoveryGrace: days(20) } }],
  TF_VAR_username_exceptions: [
    '["a", "b-*"]',
    {
      exemptions: [
        ...DEFAULT_SETTINGS.exemptions,
        { users: ['a', 'b-*'], reason: 'Named in TF_VAR_username_exceptions' },
      ],
    },
  ],
  TF_VAR_username_exception: [
    'a, b',
    {
      exemptions: [
        ...DEFAULT_SETTINGS.exemptions,
        { users: ['a', 'b'], reason: 'Named in TF_VAR_username_exception' },
      ],
    },
  ],
};

/** What some of them need beside them. */
const BESIDE: Readonly<Record<string, Record<string, string>>> = {
  OrgListAccount: { KEYTURN_LIST_ROLE: 'L' },
  OrgListRole: { KEYTURN_LIST_ACCOUNT: '123456789012' },
};

describe('every alias', () => {
  it('has a name of its own, and an example here when it does something', () => {
    expect(new Set(ALIASES.map(({ name }) => name)).size).toBe(ALIASES.length);
    const effective = ALIASES.filter(({ effect }) => effect.kind !== 'noted').map(({ name }) => name);
    expect(Object.keys(SAMPLES).sort()).toEqual(effective.sort());
  });

  it.each(ALIASES.map(({ name }) => name))('%s does what it says, and is told of', async (name) => {
    const [text, expected] = SAMPLES[name] ?? ['anything at all', {}];
    const beside = BESIDE[name] ?? {};
    const { settings, advice } = await loadText('', { [name]: text, ...beside });
    expect(settings).toMatchObject(expected);
    if (Object.keys(expected).length === 0) expect(settings).toStrictEqual(DEFAULT_SETTINGS);
    expect(advice.filter((line) => line.startsWith(`${name} (system `))).toHaveLength(1);
  });

  it.each(ALIASES.map(({ name }) => name))(
    '%s sets nothing when it is empty, and is told of',
    async (name) => {
      const { settings, advice } = await loadText('', { [name]: ' ' });
      expect(settings).toStrictEqual(DEFAULT_SETTINGS);
      expect(advice).toEqual([expect.stringMatching(/ is empty and sets nothing\.$/)]);
    },
  );
});

describe('aliases', () => {
  it('count before the file, and are its source', async () => {
    const { settings, sources } = await loadText('policy: {rotateAfter: 70d}', { ROTATION_PERIOD: '80' });
    expect(settings.policy.rotateAfter).toBe(days(80));
    expect(sources.settings['policy.rotateAfter']).toEqual({ variable: 'ROTATION_PERIOD' });
  });

  it('give way to a KEYTURN_ variable that says the same', async () => {
    const env = { ROTATION_PERIOD: '80', KEYTURN_ROTATE_AFTER: '1920h' };
    const { sources } = await loadText('', env);
    expect(sources.settings['policy.rotateAfter']).toEqual({ variable: 'KEYTURN_ROTATE_AFTER' });
  });

  it('take no exemption away that stands in the file or is no group', async () => {
    const env = { IAM_EXEMPTION_GROUP: 'Robots' };
    const inFile = await loadText('exemptions: [{group: Ops}, {users: [root-*]}]', env);
    const inPreset = await loadText('preset: organization-zip', env);
    expect(inFile.settings.exemptions).toEqual([
      { group: 'Ops' },
      { users: ['root-*'] },
      { group: 'Robots' },
    ]);
    expect(inPreset.settings.exemptions).toEqual([{ tag: { key: 'Exempt' } }, { group: 'Robots' }]);
  });

  it('do not exempt the same group twice', async () => {
    const env = { IAM_EXEMPTION_GROUP: 'Robots', IAMExemptionGroup: 'Robots' };
    expect((await loadText('exemptions: [{group: Robots}]', env)).settings.exemptions).toHaveLength(1);
    expect((await loadText('', env)).settings.exemptions).toEqual([{ group: 'Robots' }]);
  });

  it.each([
    [{ DRY_RUN_FLAG: 'false' }, false],
    [{ DRY_RUN_FLAG: 'True' }, true],
    [{ DRY_RUN_FLAG: 'no', DryRunFlag: 'YES' }, true],
    [{}, undefined],
  ])(
    'tell whether a dry run is asked for, the cautious one first: %j',
    async (env: Record<string, string>, dryRun) => {
      const loaded = await loadText('', env);
      expect(loaded.dryRun).toBe(dryRun);
      expect(loaded.settings).toStrictEqual(DEFAULT_SETTINGS);
    },
  );

  it('say that DRY_RUN_FLAG=false enforces nothing', async () => {
    const { advice } = await loadText('', { DRY_RUN_FLAG: 'false' });
    expect(advice).toEqual([expect.stringContaining('only with --enforce')]);
  });

  it('do not repeat the values of what has no effect', async () => {
    const env = { SENDER_EMAIL: 'someone@example.com', RECIPIENT_EMAIL: 'other@example.com' };
    expect((await loadText('', env)).advice.join()).not.toContain('example.com');
  });

  it('are taken as a whole from an environment of system D', async () => {
    const { settings } = await loadText('preset: serverless-single', {
      DRY_RUN_FLAG: 'true',
      PRIMARY_ACCOUNT_ID: '123456789012',
      AWS_ORG_ID: 'o-a1b2c3d4e5',
      SENDER_EMAIL: 'a@example.com',
      RECIPIENT_EMAIL: 'b@example.com',
      SES_DOMAIN: 'example.com',
      SLS_ORG: 'example',
      ROTATION_PERIOD: '90',
      INSTALLATION_GRACE_PERIOD: '10',
      RECOVERY_GRACE_PERIOD: '10',
      PENDING_ACTION_WARN_PERIOD: '7',
      IAM_EXEMPTION_GROUP: 'ASAIAMExemptionsGroup',
    });
    const { settings: alone } = await loadText('preset: serverless-single');
    expect(settings).toStrictEqual({ ...alone, organization: { ...alone.organization, id: 'o-a1b2c3d4e5' } });
  });
});
