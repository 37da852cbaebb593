import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadText } from '../../../test/support/config/load-text.ts';
import { schemaValidator } from '../../../test/support/config/schema-validator.ts';
import { DEFAULT_POLICY } from '../../domain/policy.ts';
import { days } from '../../domain/time.ts';
import { describeSettings } from '../describe-settings.ts';
import { PRESET_NAMES } from './names.ts';
import { presetSettings } from './presets-table.ts';
import { PRESETS } from './registry.ts';

const preset = (name: string) => loadText(`preset: ${name}`);

describe('every preset', () => {
  it('is in the list, and once', () => {
    expect(PRESETS.map(({ name }) => name)).toEqual(PRESET_NAMES);
  });

  it.each(PRESETS.map((each) => [each.name, each] as const))(
    '%s gives every field of a policy',
    (_, each) => {
      const fields = (policy: object): readonly string[] => Object.keys(policy).sort();
      expect(fields(each.policy)).toEqual(fields(DEFAULT_POLICY));
      expect(fields(each.policy.inUse)).toEqual(fields(DEFAULT_POLICY.inUse));
    },
  );

  it.each(PRESET_NAMES)('%s keeps every rule, by the file and by the environment', async (name) => {
    const { settings, sources } = await preset(name);
    expect(settings).toStrictEqual(presetSettings(name));
    expect((await loadText('', { KEYTURN_PRESET: name })).settings).toStrictEqual(settings);
    expect(sources.preset).toBe(name);
    expect(sources.settings['policy.rotateAfter']).toEqual({ preset: name });
    expect(sources.settings.preset).toEqual({ file: 'keyturn.yaml', line: 1, column: 9 });
  });

  it.each(PRESET_NAMES)('%s comes back from the output of config check', async (name) => {
    const { settings } = await preset(name);
    const printed = describeSettings(settings);
    expect((await loadText(stringify(printed))).settings).toStrictEqual(settings);
    expect((await loadText(JSON.stringify(printed))).settings).toStrictEqual(settings);
    expect(schemaValidator()(printed)).toBe(true);
  });
});

describe('a preset', () => {
  it('stands between the defaults and the file', async () => {
    const text = 'preset: organization-zip\npolicy: {installGrace: 12d}\norganization: {readRole: Reader}';
    const { settings, sources } = await loadText(text, { KEYTURN_ROTATE_AFTER: '70d' });
    expect(settings.policy).toMatchObject({
      rotateAfter: days(70),
      installGrace: days(12),
      inactiveCleanup: days(100),
    });
    expect(settings.organization).toMatchObject({ readRole: 'Reader', rotateRole: 'provisioning-admin' });
    expect(sources.settings).toMatchObject({
      'policy.rotateAfter': { variable: 'KEYTURN_ROTATE_AFTER' },
      'policy.installGrace': { line: 2 },
      'policy.inactiveCleanup': { preset: 'organization-zip' },
      'organization.readRole': { line: 3 },
      'organization.rotateRole': { preset: 'organization-zip' },
    });
    expect(sources.settings['safety.maxChangesPerRun']).toBeUndefined();
  });

  it('in the environment is used instead of the one in the file', async () => {
    const { settings } = await loadText('preset: aws-samples', { KEYTURN_PRESET: 'terraform-single' });
    expect(settings).toStrictEqual(presetSettings('terraform-single'));
  });

  it('organization-zip lists with its one role when the account is named', async () => {
    const text = 'preset: organization-zip\norganization: {list: {accountId: "123456789012"}}';
    const { settings } = await loadText(text);
    expect(settings.organization.list).toEqual({ accountId: '123456789012', role: 'provisioning-admin' });
  });
});

describe('compliance-90', () => {
  const { policy } = presetSettings('compliance-90');

  it('leaves two days of ninety for daily runs, the extension included', () => {
    expect(policy.rotateAfter + policy.installGrace + policy.inUse.extend + days(2)).toBe(days(90));
    expect(policy.inUse.afterwards).toBe('hold');
  });

  it('tells of a hold before the ninetieth day, and announces an unused key’s end before it', () => {
    const held = policy.rotateAfter + policy.installGrace + policy.inUse.extend;
    expect(held + policy.holdEscalateAfter).toBeLessThan(days(90));
    expect(policy.rotateAfter + (policy.warnBefore[0] ?? 0)).toBeLessThan(days(90));
  });
});
