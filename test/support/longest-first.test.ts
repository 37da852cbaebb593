import { expect, it } from 'vitest';
import { placeOf } from './longest-first.ts';

it('begins with what takes long, and ends with the tests of single files', () => {
  const paths = [
    'src/aws/call.test.ts',
    'test/scenarios/lives.property.test.ts',
    'test/model/race.test.ts',
    'test/e2e/narrow.test.ts',
    'test/soak/schedules-1.test.ts',
    'test/e2e/cli.test.ts',
  ];
  const sorted = paths.toSorted((one, other) => placeOf(`/at/${one}`) - placeOf(`/at/${other}`));
  expect(sorted).toEqual(paths.toReversed());
});
