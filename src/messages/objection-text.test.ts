import { expect, test } from 'vitest';
import type { GateName, Objection } from '../domain/decision.ts';
import type { AccountId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { GATE_TEXTS } from './gate-texts.ts';
import { objectionText } from './objection-text.ts';

const until = instant(Date.UTC(2026, 6, 5));
const accountId = '111122223333' as AccountId;
const blocked = (gate: GateName, detail = 'some detail'): Objection => ({ gate, state: 'blocked', detail });

test.each(Object.keys(GATE_TEXTS) as GateName[])('%s says what blocks the change and the fix', (gate) => {
  for (const state of ['blocked', 'waiting'] as const) {
    const text = objectionText({ gate, state, detail: 'some detail' });
    expect(text.label.length).toBeLessThanOrEqual(24);
    expect(text.stands).toMatch(/^[A-Z].*[^.]\.$/);
    expect(text.fix).toMatch(/^[A-Z].*\.$/);
  }
});

test('two active keys: a person says which one stays', () => {
  const text = objectionText(blocked('two-active-keys', 'neither key was ever used'));
  expect(text.stands).toContain('neither key was ever used');
  expect(text.fix).toContain('`keyturn resolve --user USER --keep KEY --reason TEXT`');
});

test('an owner who was not told: a channel, or no notice by policy', () => {
  const { fix } = objectionText(blocked('notice'));
  expect(fix).toContain('channel');
  expect(fix).toContain('`policy.notice: not-required`');
});

test('the user is named in the commands', () => {
  const { fix } = objectionText(blocked('two-active-keys'), { accountId, userName: 'ci+deploy@example' });
  expect(fix).toContain('--account 111122223333 --user ci+deploy@example --keep KEY');
});

test.each(['$(reboot)', 'a; rm -rf /', '--help', '=ls', '$&', '', 'a\nb'])(
  'a name that a shell could read otherwise stays out of the commands: %j',
  (userName) => {
    const { fix } = objectionText(blocked('two-active-keys'), { accountId, userName });
    expect(fix).toContain('--user USER --keep');
  },
);

test('what waits says when it passes', () => {
  expect(objectionText({ gate: 'soak', state: 'waiting', until, detail: 'recovery grace' }).fix).toBe(
    'Passes by itself on 2026-07-05.',
  );
  expect(objectionText({ gate: 'soak', state: 'waiting', detail: 'recovery grace' }).fix).toBe(
    'Passes by itself.',
  );
  expect(objectionText({ gate: 'budget', state: 'waiting', detail: 'limit' }).fix).toContain(
    'The next run continues.',
  );
});

test('a key in use is let go when it has been quiet, and only then', () => {
  const objection: Objection = { gate: 'quiet', state: 'blocked', until, detail: 'last used today' };
  expect(objectionText(objection).fix).toMatch(
    /Passes by itself on 2026-07-05 if the key is not used before then\.$/,
  );
});

test('standing holds say who is behind them', () => {
  const stands = (detail: string): string => objectionText(blocked('standing-hold', detail)).stands;
  expect(stands('undo')).toContain('`keyturn undo`');
  expect(stands('reactivated-by-hand')).toContain('made it active again');
  expect(stands('something new')).toContain('(something new)');
});
