import { expect, test } from 'vitest';
import { reasonsPage } from '../../scripts/docs/reasons-page.ts';
import { OWN_REASONS } from './own-reasons.ts';
import { REASON_TEXTS, reasonText } from './reason-text.ts';
import { REFERENCE_REASONS } from './reference-reasons.ts';

test.each(Object.entries(REASON_TEXTS))('%s can be shown in a column and in a sentence', (_reason, text) => {
  expect(text.label.length).toBeLessThanOrEqual(24);
  expect(text.label).not.toMatch(/[.|]/);
  expect(text.meaning).toMatch(/^[A-Z].*\.$/);
  expect(text.does).toMatch(/^[A-Z].*\.$/);
  expect(text.condition).toMatch(/^[A-Z].*\.$/);
  expect(`${text.meaning}${text.does}${text.condition}`).not.toContain('|');
});

test('no two reasons look the same', () => {
  const labels = Object.values(REASON_TEXTS).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});

test('a reason gives its text', () => {
  expect(reasonText('EXPIRED_ACTIVE_KEY').label).toBe('at its age limit');
});

test('docs/reasons.md is what the function says', async () => {
  await expect(reasonsPage()).toMatchFileSnapshot('../../docs/reasons.md');
});

test('the page has a row for every reason, and names the reserved ones', () => {
  const page = reasonsPage();
  for (const reason of [...Object.keys(REFERENCE_REASONS), ...Object.keys(OWN_REASONS)])
    expect(page).toContain(`| \`${reason}\` | **`);
  for (const reason of ['FORCED_ROTATION', 'FORCED_ROTATION_CONFLICT_LRU', 'FORCED_INACTIVE_KEY_CONFLICT'])
    expect(page).toContain(`\`${reason}\``);
});
