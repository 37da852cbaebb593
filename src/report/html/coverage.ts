import type { AccountCoverage } from '../../domain/coverage.ts';
import { withMaskedKeys } from '../../messages/key-name.ts';
import { counted, sentence } from '../../messages/wording.ts';
import { byTrouble } from '../ordering.ts';
import { type Markup, markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, breakable, type PageView, type Section } from './view.ts';

/** What became of every account: read, left out with the reason, or failed with the way out. */
export function coverageSection(view: PageView): Section {
  const columns = [
    { title: 'Account', kind: 'main' },
    { title: 'Outcome' },
    { title: 'Users', kind: 'number' },
    { title: 'With keys', kind: 'number' },
    { title: 'Remark', kind: 'text' },
  ] as const;
  const rows = [...view.report.coverage].sort(byTrouble).map((entry) => coverageRow(entry, view));
  return {
    id: 'coverage',
    title: 'Coverage',
    count: rows.length,
    content: table('Every account that the organization lists or the configuration names', columns, rows),
  };
}

function coverageRow(entry: AccountCoverage, view: PageView): Row {
  const account = accountMark(entry.name, entry.accountId);
  switch (entry.outcome) {
    case 'failed': {
      const why = sentence(withMaskedKeys(entry.why, view));
      const remark = markup`<code>${breakable(entry.code)}</code> ${why} ${sentence(entry.next)}`;
      return { tone: 'bad', cells: [account, outcome('failed', 'bad'), '–', '–', remark] };
    }
    case 'excluded':
      return {
        tone: 'quiet',
        cells: [account, outcome('excluded', 'quiet'), '–', '–', sentence(entry.why)],
      };
    case 'scanned': {
      const failed = entry.failedUsers.length;
      const tone = failed > 0 ? 'bad' : 'good';
      const remark = failed === 0 ? '' : `${counted(failed, 'user')} failed.`;
      return {
        tone,
        cells: [account, outcome('scanned', tone), entry.users, entry.usersWithKeys, remark],
      };
    }
  }
}

function outcome(word: string, tone: string): Markup {
  return markup`<span class="pill ${tone}">${word}</span>`;
}
