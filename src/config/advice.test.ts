import { describe, expect, it } from 'vitest';
import { loadText, systemError } from '../../test/support/config/load-text.ts';
import { instant } from '../domain/time.ts';
import { loadSettings } from './load-settings.ts';

describe('advice', () => {
  const text = [
    'exemptions:',
    '  - {group: a, until: 2027-01-01}',
    '  - {group: b, until: 2027-01-02}',
    'safety: {freeze: [{from: 2026-12-01, until: 2027-01-01}]}',
  ].join('\n');
  const adviceAt = async (now?: string) => {
    const at = now === undefined ? {} : { now: instant(Date.parse(now)) };
    const readFile = async (path: string): Promise<string> =>
      path === 'keyturn.yaml' ? text : await Promise.reject(systemError('ENOENT'));
    return (await loadSettings({ env: {}, readFile, ...at })).advice;
  };

  it('tells what has ended by now, and is no error', async () => {
    expect(await adviceAt('2027-01-01T00:00:00Z')).toEqual([
      'exemptions[0] ended at 2027-01-01T00:00:00Z and exempts nobody any more.',
      'safety.freeze[0] ended at 2027-01-01T00:00:00Z; it can be removed.',
    ]);
    expect(await adviceAt('2026-12-31T23:59:59Z')).toEqual([]);
    expect(await adviceAt()).toEqual([]);
  });

  it('tells that units cannot be judged where listing is denied', async () => {
    const fallback = 'organization: {onListDenied: this-account}\n';
    const rule = 'exemptions: [{organizationalUnits: [ou-ab12-3c4d5e6f]}]';
    expect((await loadText(fallback + rule)).advice).toEqual([expect.stringContaining('cannot be judged')]);
    expect((await loadText(fallback)).advice).toEqual([]);
    expect((await loadText(rule)).advice).toEqual([]);
  });
});
