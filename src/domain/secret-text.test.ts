import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { SecretText } from './secret-text.ts';

const TEXT = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const secret = new SecretText(TEXT);

it.each([
  ['String', () => String(secret)],
  ['template literal', () => `${secret}`],
  ['concatenation', () => `x${secret}`],
  ['JSON', () => JSON.stringify({ secret })],
  ['inspect', () => inspect({ secret }, { depth: 9, showHidden: true })],
  ['spreading', () => JSON.stringify({ ...secret })],
  ['keys', () => Object.getOwnPropertyNames(secret).join()],
  ['structuredClone', () => JSON.stringify(structuredClone(secret))],
  ['an error that carries it', () => inspect(new Error('x', { cause: secret }))],
])('%s does not show the text', (_name, show) => {
  expect(show()).not.toContain(TEXT);
  expect(show()).not.toContain('wJalr');
});

it('gives the text to whoever asks for it by name', () => {
  expect(secret.expose()).toBe(TEXT);
});
