import { type Instant, isoTime } from '../../domain/time.ts';
import type { UntoldOwners } from '../../domain/untold-owners.ts';
import { untoldText } from '../../messages/untold-text.ts';
import { counted, lowered } from '../../messages/wording.ts';
import { coverageStatement } from '../coverage-text.ts';
import { changesDue } from '../verdict.ts';
import { type Markup, markup, prose } from './markup.ts';
import { upcomingEntries } from './upcoming.ts';
import { foreign, type PageView } from './view.ts';

/** The head of the page: what this is, how complete it is (loudly), what was changed, and the numbers that matter. */
export function headline(view: PageView): Markup {
  const { report, verdict, title } = view;
  return markup`<header>
<p class="brand">Keyturn <span>access key report</span></p>
<h1>${title}</h1>
<p class="facts"><span>${verdict.mode}</span> ${minuteMark(report.endedAt)}${organization(view)}</p>
${untoldLine(report.untold)}<div class="verdict ${verdict.tone}"${verdict.word !== 'INCOMPLETE' ? undefined : markup` role="alert"`}>
<p class="word">${verdict.word}</p>
${verdictText(view)}<p>${coverageStatement(report.coverage)}.</p>
<p>${foreign(verdict.changes, view)}</p>
${refusedLine(view)}</div>
<dl class="tiles">
${tiles(view).map(tile)}</dl>
</header>
`;
}

/** What was found, and whether all was seen: what is missing comes first where anything is. */
function verdictText({ verdict }: PageView): Markup {
  const { word, found, headline } = verdict;
  const lines =
    word === 'INCOMPLETE' || word === 'Part'
      ? [headline, `Of what was read: ${lowered(found)}`]
      : [found, headline];
  return markup`${lines.map(
    (line) => markup`<p>${line}</p>
`,
  )}`;
}

/** That nothing will be deactivated, before any number that could be read otherwise. */
export function untoldLine(untold: UntoldOwners | undefined): Markup | undefined {
  if (untold === undefined) return undefined;
  return markup`<p class="untold" role="note">${prose(untoldText(untold))}</p>
`;
}

/** To the minute: seconds are for the JSON output. */
export function minuteMark(at: Instant): Markup {
  const text = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return markup`<time datetime="${isoTime(at)}">${text}</time>`;
}

function organization({ report }: PageView): Markup {
  if (report.organizationId === undefined) return markup`, single account`;
  return markup`, organization <small class="code">${report.organizationId}</small>`;
}

function refusedLine({ report: { applied } }: PageView): Markup | undefined {
  if (applied === undefined || applied.refused.length === 0) return undefined;
  const count = applied.refused.length;
  return markup`<p><a href="#refused">${counted(count, 'decision')}</a> of the saved plan ${count === 1 ? 'was' : 'were'} refused.</p>
`;
}

interface Tile {
  readonly label: string;
  readonly value: number | string;
  readonly note: string;
  readonly target: string;
  readonly tone?: 'attention' | 'bad';
}

function tiles(view: PageView): readonly Tile[] {
  const { totals } = view;
  const failures = totals.failedUsers + totals.accounts.failed;
  return [
    {
      label: 'Need a person',
      value: totals.needPerson,
      note: totals.escalated === 0 ? 'held changes' : `held, ${totals.escalated} escalated`,
      target: 'holds',
      ...(totals.needPerson > 0 ? { tone: 'attention' as const } : {}),
    },
    {
      label: 'Failures',
      value: failures,
      note: `${counted(totals.accounts.failed, 'account')}, ${counted(totals.failedUsers, 'user')}`,
      target: failures === 0 ? 'coverage' : 'failures',
      ...(failures > 0 ? { tone: 'bad' as const } : {}),
    },
    accountsTile(view),
    {
      label: 'Over the limit',
      value: totals.keysOverLimit,
      note: `of ${counted(totals.activeKeys, 'active key')}`,
      target: 'ages',
    },
    changesTile(view),
    {
      label: 'Ahead',
      value: upcomingEntries(view).soon.length,
      note: 'in the next 30 days',
      target: 'ahead',
    },
  ];
}

/** Excluded accounts are out of scope on purpose; they are told beside, so that the share hides nothing. */
function accountsTile({ totals }: PageView): Tile {
  const { scanned, failed, excluded } = totals.accounts;
  const left = excluded === 0 ? '' : `, ${excluded} excluded`;
  return {
    label: 'Accounts read',
    value: `${scanned} of ${scanned + failed}`,
    note: `in scope${left}`,
    target: 'coverage',
    ...(failed > 0 ? { tone: 'bad' as const } : {}),
  };
}

function changesTile({ totals, report }: PageView): Tile {
  return report.enforce
    ? { label: 'Changes made', value: totals.outcomes.done, note: 'in this run', target: 'changes' }
    : { label: 'Changes due', value: changesDue(totals), note: 'none made yet', target: 'changes' };
}

function tile({ label, value, note, target, tone }: Tile): Markup {
  return markup`<div${tone === undefined ? undefined : markup` class="${tone}"`}><dt><a href="#${target}">${label}</a></dt><dd><b>${value}</b> ${note}</dd></div>
`;
}
