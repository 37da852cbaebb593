import { type Instant, isoTime } from '../../domain/time.ts';
import { counted } from '../../messages/wording.ts';
import { coverageStatement } from '../coverage-text.ts';
import { type Markup, markup } from './markup.ts';
import { upcomingEvents } from './upcoming.ts';
import type { PageView } from './view.ts';

/** The head of the page: what this is, how complete it is (loudly), what was changed, and the numbers that matter. */
export function headline(view: PageView): Markup {
  const { report, verdict, title } = view;
  return markup`<header>
<p class="brand">Keyturn <span>access key report</span></p>
<h1>${title}</h1>
<p class="facts"><span>${verdict.mode}</span> <time datetime="${isoTime(report.endedAt)}">${minuteText(report.endedAt)}</time></p>
<div class="verdict ${verdict.tone}"${report.complete ? undefined : markup` role="alert"`}>
<p class="word">${verdict.word}</p>
<p>${verdict.headline}</p>
<p>${coverageStatement(report.coverage)}.</p>
<p>${verdict.changes}</p>
</div>
<dl class="tiles">
${tiles(view).map(tile)}</dl>
</header>
`;
}

/** To the minute: seconds are for the JSON output. */
function minuteText(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

interface Tile {
  readonly label: string;
  readonly value: number;
  readonly note: string;
  readonly target: string;
  readonly tone?: 'attention' | 'bad';
}

function tiles(view: PageView): readonly Tile[] {
  const { totals, report } = view;
  const { rotate, deactivate, repair } = totals.actions;
  const due = rotate + deactivate + totals.actions.delete + repair;
  const failures = totals.failedUsers + totals.accounts.failed;
  return [
    {
      label: 'Need a person',
      value: totals.needPerson,
      note: totals.escalated === 0 ? 'held changes' : `held, ${totals.escalated} escalated`,
      target: 'person',
      ...(totals.needPerson > 0 ? { tone: 'attention' as const } : {}),
    },
    {
      label: 'Failures',
      value: failures,
      note: `${counted(totals.accounts.failed, 'account')}, ${counted(totals.failedUsers, 'user')}`,
      target: failures === 0 ? 'coverage' : 'failures',
      ...(failures > 0 ? { tone: 'bad' as const } : {}),
    },
    report.enforce
      ? { label: 'Changes made', value: totals.outcomes.done, note: 'in this run', target: 'changes' }
      : { label: 'Changes due', value: due, note: 'none made yet', target: 'changes' },
    { label: 'Ahead', value: upcomingEvents(view).soon.length, note: 'in the next 30 days', target: 'ahead' },
    {
      label: 'Over the limit',
      value: totals.keysOverLimit,
      note: `of ${counted(totals.keys, 'key')}`,
      target: 'ages',
    },
  ];
}

function tile({ label, value, note, target, tone }: Tile): Markup {
  return markup`<div class="${tone ?? ''}"><dt><a href="#${target}">${label}</a></dt><dd><b>${value}</b> ${note}</dd></div>
`;
}
