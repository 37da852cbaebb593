import { sentence } from '../../messages/wording.ts';
import { byTrouble } from '../ordering.ts';
import { markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, breakable, foreign, type PageView, type Section } from './view.ts';

/** Accounts and users that failed, each with the fix; left out when nothing failed. */
export function failuresSection(view: PageView): Section | undefined {
  const rows = [...view.report.coverage].sort(byTrouble).flatMap((entry): readonly Row[] => {
    const account = accountMark(entry.name, entry.accountId);
    const told = (why: string): string => sentence(foreign(why, view));
    if (entry.outcome === 'excluded') return [];
    if (entry.outcome === 'failed') {
      const code = markup`<code>${breakable(entry.code)}</code>`;
      return [
        { tone: 'bad', cells: [account, 'whole account', code, told(entry.why), sentence(entry.next)] },
      ];
    }
    return entry.failedUsers.map(({ userName, code, why }): Row => {
      const next = 'The next run tries again. If it stays, look up the code.';
      return {
        tone: 'bad',
        cells: [account, userName, markup`<code>${breakable(code)}</code>`, told(why), next],
      };
    });
  });
  if (rows.length === 0) return undefined;
  const columns = [
    { title: 'Account', kind: 'main' },
    { title: 'User', kind: 'name' },
    { title: 'Code' },
    { title: 'What went wrong', kind: 'text' },
    { title: 'Fix', kind: 'text' },
  ] as const;
  return {
    id: 'failures',
    title: 'Failures',
    count: rows.length,
    content: table({ caption: 'What could not be read or handled in this run', columns, rows }),
  };
}
