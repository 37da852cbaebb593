import { describe, expect, it } from 'vitest';
import { loadText } from '../../test/support/config/load-text.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';

describe('one name for all roles', () => {
  const load = async (text: string, env: Record<string, string> = {}) =>
    (await loadText(text, env)).settings.organization;

  it('is the name of each, but for those that have their own', async () => {
    const text = 'organization: {role: One, rotateRole: Two, list: {accountId: "123456789012"}}';
    expect(await load(text)).toMatchObject({
      readRole: 'One',
      rotateRole: 'Two',
      list: { accountId: '123456789012', role: 'One' },
    });
  });

  it('beats single names in what lies below it', async () => {
    const text = 'organization: {readRole: Two, list: {accountId: "123456789012", role: Three}}';
    expect(await load(text, { KEYTURN_ROLE: 'One' })).toMatchObject({
      readRole: 'One',
      rotateRole: 'One',
      list: { role: 'One' },
    });
  });

  it('is no setting of its own in what holds', async () => {
    expect(await load('organization: {role: One}')).toStrictEqual({
      ...DEFAULT_SETTINGS.organization,
      readRole: 'One',
      rotateRole: 'One',
    });
  });
});
