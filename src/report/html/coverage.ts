import type { AccountCoverage } from '../../domain/coverage.ts';
import { keysOf } from '../../domain/key-facts.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { counted, sentence } from '../../messages/wording.ts';
import { coverageStatement } from '../coverage-text.ts';
import { byTrouble } from '../ordering.ts';
import { type Markup, markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, breakable, foreign, type PageView, type Section } from './view.ts';

/** What became of every account: read, left out with the reason, or failed with the fix. */
export function coverageSection(view: PageView): Section {
  const columns = [
    { title: 'Account', kind: 'main' },
    { title: 'Outcome', filter: 'Outcome' },
    { title: 'Users', kind: 'number' },
    { title: 'With keys', kind: 'number' },
    { title: 'Over limit', kind: 'number' },
    { title: 'Holds', kind: 'number' },
    { title: 'Remark', kind: 'text' },
  ] as const;
  const byAccount = Map.groupBy(view.report.decisions, ({ accountId }) => accountId);
  const rows = [...view.report.coverage]
    .sort(byTrouble)
    .map((entry) => coverageRow(entry, byAccount.get(entry.accountId) ?? [], view));
  const caption = 'Every account that the organization lists or the configuration names';
  return {
    id: 'coverage',
    title: 'Coverage',
    count: rows.length,
    content: markup`<p class="lede">${coverageStatement(view.report.coverage)}.</p>
${table({ caption, columns, rows, browse: { marks: 'Remark' } })}`,
  };
}

function coverageRow(entry: AccountCoverage, decisions: readonly ReportedDecision[], view: PageView): Row {
  const account = accountMark(entry.name, entry.accountId);
  switch (entry.outcome) {
    case 'failed': {
      const why = sentence(foreign(entry.why, view));
      const remark = markup`<code>${breakable(entry.code)}</code> ${why} <b>Next:</b> ${sentence(entry.next)}`;
      return { tone: 'bad', cells: [account, outcome('failed', 'bad'), '–', '–', '–', '–', remark] };
    }
    case 'excluded': {
      const cells = [account, outcome('excluded', 'quiet'), '–', '–', '–', '–', sentence(entry.why)];
      return { tone: 'quiet', cells };
    }
    case 'scanned': {
      const failed = entry.failedUsers.length;
      const tone = failed > 0 ? 'bad' : 'good';
      const note = entry.note === undefined ? '' : sentence(foreign(entry.note, view));
      const remark =
        failed === 0 ? note : markup`<a href="#failures">${counted(failed, 'user')} failed</a> ${note}`;
      const over = keysOf({ decisions, endedAt: view.now }).filter((key) => key.over).length;
      const holds = decisions.filter(({ action }) => action === 'hold').length;
      const keys = decisions.length === 0 ? entry.usersWithKeys : keysLink(entry);
      const cells = [account, outcome('scanned', tone), entry.users, keys, over, holds, remark];
      return { tone: failed > 0 ? 'bad' : 'quiet', cells };
    }
  }
}

/** Leads to the keys of the account: with the page's script to these alone, without it to the whole table. */
function keysLink({ accountId, usersWithKeys }: AccountCoverage & { readonly outcome: 'scanned' }): Markup {
  return markup`<a href="#keys" data-show="Account=${accountId}">${usersWithKeys}</a>`;
}

function outcome(word: string, tone: string): Markup {
  return markup`<span class="pill ${tone}">${word}</span>`;
}
