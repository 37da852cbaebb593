import { expect, it } from 'vitest';
import { chromiumPath } from './chromium.ts';

it('says what to install when there is no Chromium', () => {
  expect(() => chromiumPath({ PATH: '/nowhere' })).toThrow(
    /none of chromium, .* is in the PATH\. On Debian: apt-get update && apt-get install -y chromium\./,
  );
  expect(() => chromiumPath({ KEYTURN_CHROMIUM: '/nowhere/chromium' })).toThrow(
    /there is no \/nowhere\/chromium\./,
  );
});
