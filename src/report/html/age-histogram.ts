import { DAY } from '../../domain/time.ts';
import { counted } from '../../messages/wording.ts';
import { type Markup, markup } from './markup.ts';
import { type Row, table } from './table.ts';
import type { KeyAge } from './working-keys.ts';

/** Columns for each limit's length, and as many again beyond it; one more takes everything older. */
const STEPS = 10;
const COLUMNS = 2 * STEPS + 1;
const HEIGHT = 100;

/** Shares of the limit that the table under the picture counts. */
const BANDS = [0, 0.5, 0.75, 1, 1.5, 2, Infinity] as const;

/** The distribution of ages against the limits: a picture, and the same in numbers. */
export function ageHistogram(keys: readonly KeyAge[]): Markup {
  const limits = new Set(keys.map(({ limit }) => limit));
  const [limit] = limits;
  const days = limits.size === 1 && limit !== undefined && limit % DAY === 0 ? limit / DAY : undefined;
  return markup`<div class="ages">
${picture(keys, days)}${numbers(keys, days)}</div>
`;
}

function picture(keys: readonly KeyAge[], days: number | undefined): Markup {
  const counts = new Array<number>(COLUMNS).fill(0);
  for (const { share } of keys) {
    const column = Math.min(COLUMNS - 1, Math.floor(share * STEPS));
    counts[column] = (counts[column] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const bars = counts.map((count, column) => bar(count, column, most));
  const over = keys.filter(({ share }) => share >= 1).length;
  const label = `Ages of ${counted(keys.length, 'active key')}: ${keys.length - over} within the limit, ${over} at or past it; at most ${most} in a tenth of the limit.`;
  return markup`<figure>
<figcaption>Active keys by age <small>each column is a tenth of the limit, the highest ${counted(most, 'key')}</small></figcaption>
<svg viewBox="0 0 ${COLUMNS} ${HEIGHT + 2}" preserveAspectRatio="none" role="img" aria-label="${label}"><rect class="base" y="${HEIGHT}" width="${COLUMNS}" height="1"/>${bars}<rect class="limit" x="${STEPS - 0.06}" y="0" width="0.12" height="${HEIGHT + 2}"/></svg>
<p class="shares"><span>new</span> <span>${position(0.5, days)}</span> <span><b>limit${days === undefined ? '' : `: ${days} d`}</b></span> <span>${position(1.5, days)}</span> <span>${position(2, days)} +</span></p>
</figure>
`;
}

function bar(count: number, column: number, most: number): Markup | undefined {
  if (count === 0) return undefined;
  // One key among thousands is still to be seen.
  const height = Math.max(1.5, Math.round((count / most) * HEIGHT * 10) / 10);
  return markup`<rect class="${toneOf(column / STEPS)}" x="${column + 0.08}" y="${HEIGHT - height}" width="0.84" height="${height}"/>`;
}

function position(share: number, days: number | undefined): string {
  return days === undefined ? `${share * 100} %` : `${Math.ceil(share * days)} d`;
}

function numbers(keys: readonly KeyAge[], days: number | undefined): Markup {
  const columns = [
    { title: days === undefined ? 'Age, in % of the limit' : 'Age in days', kind: 'main' },
    { title: 'Keys', kind: 'number' },
    { title: 'Share' },
  ] as const;
  const rows = BANDS.slice(0, -1).map((from, index): Row => {
    const to = BANDS[index + 1] ?? Infinity;
    const count = keys.filter(({ share }) => share >= from && share < to).length;
    const percent = Math.round((count / keys.length) * 1_000) / 10;
    return {
      tone: from >= 1 ? 'bad' : 'quiet',
      cells: [bandLabel(from, to, days), count, shareBar(percent, from)],
    };
  });
  return table({ caption: 'The same in numbers', columns, rows, name: 'bands' });
}

function bandLabel(from: number, to: number, days: number | undefined): string {
  const scale = days ?? 100;
  const unit = days === undefined ? ' %' : '';
  const first = Math.ceil(from * scale);
  if (to === Infinity) return `${first}${unit} and more`;
  return `${first} to ${Math.ceil(to * scale) - 1}${unit}`;
}

/** The bar is drawn with attributes: the page's policy allows no style attributes. */
function shareBar(percent: number, from: number): Markup {
  return markup`<svg class="bar" aria-hidden="true" width="100%" height="10"><rect class="${toneOf(from)}" width="${percent}%" height="10"/></svg><span class="percent">${percent} %</span>`;
}

function toneOf(share: number): 'within' | 'near' | 'over' {
  if (share >= 1) return 'over';
  return share >= 0.75 ? 'near' : 'within';
}
