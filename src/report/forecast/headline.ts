import type { Forecast } from '../../domain/forecast.ts';
import { narrowingText } from '../../domain/narrowing.ts';
import { counted } from '../../messages/wording.ts';
import { minuteMark, untoldLine } from '../html/headline.ts';
import { type Markup, markup } from '../html/markup.ts';

const TILES = [
  ['rotate', 'Replacements', 'ahead'],
  ['deactivate', 'Deactivations', 'ahead'],
  ['delete', 'Deletions', 'ahead'],
  ['repair', 'Repairs', 'ahead'],
  ['warn', 'Warnings', 'ahead'],
  ['hold', 'Holds', 'holds'],
] as const;

/** The head of a forecast: what it rests on and what it leaves out (loudly), and how much of each is ahead. */
export function forecastHeadline(forecast: Forecast, title: string): Markup {
  const { tone, word } = badgeOf(forecast);
  return markup`<header>
<p class="brand">Keyturn <span>forecast</span></p>
<h1>${title}</h1>
<p class="facts"><span>Forecast</span> made ${minuteMark(forecast.madeAt)}</p>
${untoldLine(forecast.untold)}<div class="verdict ${tone}"${tone === 'bad' ? markup` role="alert"` : undefined}>
<p class="word">${word}</p>
<p>${coverageText(forecast)}</p>
<p>It says what runs would do if everything goes as <a href="#assumptions">assumed</a>; gates and people may decide otherwise.</p>
</div>
<dl class="tiles">
${TILES.map(([action, label, target]) => tile(forecast, action, label, target))}</dl>
</header>
`;
}

/** Holds ahead are said before that all was read. */
function badgeOf(forecast: Forecast): { readonly tone: 'good' | 'attention' | 'bad'; readonly word: string } {
  if (forecast.unread + forecast.unreadAccounts > 0) return { tone: 'bad', word: 'INCOMPLETE' };
  const holds = forecast.events.filter(({ action }) => action === 'hold').length;
  if (holds > 0) return { tone: 'attention', word: `${counted(holds, 'hold')} ahead` };
  return forecast.narrowed === undefined
    ? { tone: 'good', word: 'No holds ahead' }
    : { tone: 'attention', word: 'Part' };
}

function coverageText({ unread, unreadAccounts, narrowed }: Forecast): string {
  if (unread + unreadAccounts === 0)
    return narrowed === undefined
      ? 'Complete: every account and user in scope was read.'
      : `Only what was asked for was read: ${narrowingText(narrowed)}.`;
  const parts = [
    ...(unreadAccounts === 0 ? [] : [counted(unreadAccounts, 'account')]),
    ...(unread === 0 ? [] : [counted(unread, 'user')]),
  ];
  return `No forecast for ${parts.join(' and ')} that could not be read.`;
}

function tile(forecast: Forecast, action: string, label: string, target: string): Markup {
  const events = forecast.events.filter((event) => event.action === action);
  const users = new Set(events.map(({ accountId, userId }) => `${accountId}/${userId}`)).size;
  const href = target === 'holds' && events.length === 0 ? 'ahead' : target;
  const tone = action === 'hold' && events.length > 0 ? markup` class="attention"` : undefined;
  return markup`<div${tone}><dt><a href="#${href}">${label}</a></dt><dd><b>${events.length}</b> ${counted(users, 'user')}</dd></div>
`;
}
