import { expect, it } from 'vitest';
import { allPages } from './pages.ts';

it('no page waits for something to be filled in', () => {
  const waiting = allPages().flatMap(({ path, text }) =>
    text
      .replaceAll(/```[\s\S]*?```/g, '')
      .split('\n')
      .filter((line) => /^\s*[A-Z][A-Z _-]{3,}\s*$|\b(TODO|TBD|FIXME|XXX)\b/.test(line))
      .map((line) => `${path}: ${line}`),
  );
  expect(waiting).toEqual([]);
});
