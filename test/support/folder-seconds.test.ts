import { expect, it } from 'vitest';
import { folderTable } from './folder-seconds.ts';

it('adds up the seconds of each folder, the longest first', () => {
  const table = folderTable([
    { path: 'src/aws/call.test.ts', seconds: 0.25 },
    { path: 'test/model/race.test.ts', seconds: 9 },
    { path: 'test/model/deep/er.test.ts', seconds: 100.04 },
    { path: 'src/report/table.test.ts', seconds: 1 },
  ]);
  expect(table).toEqual([
    'Seconds of each folder, 110 in all, several at once:',
    '   109.0  test/model (2 files)',
    '     1.0  src/report (1 file)',
    '     0.3  src/aws (1 file)',
  ]);
});
