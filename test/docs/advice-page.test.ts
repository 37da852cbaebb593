import { expect, test } from 'vitest';
import { advicePage } from '../../scripts/docs/advice-page.ts';
import { ADVICE_KINDS, ADVICE_LABELS } from '../../src/advice/text.ts';

test('docs/advice.md is what the function says', async () => {
  await expect(advicePage()).toMatchFileSnapshot('../../docs/advice.md');
});

test('every kind is explained and has its place in the order', () => {
  expect([...ADVICE_KINDS].sort()).toEqual(Object.keys(ADVICE_LABELS).sort());
  for (const kind of ADVICE_KINDS) expect(advicePage()).toContain(`| \`${kind}\` |`);
});
