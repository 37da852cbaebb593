import { DAY } from '../../domain/time.ts';
import { keyName } from '../../messages/key-name.ts';
import { counted } from '../../messages/wording.ts';
import { ageOf, isOverLimit, limitOf, statusAfter } from '../key-facts.ts';
import { byPlace } from '../ordering.ts';
import { type Markup, markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { ageMark, type PageView, type Section } from './view.ts';

/** A share of the age limit, up to the next band's. */
const BANDS = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, Infinity] as const;

interface Band {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Ages of the keys that work, against their limit, as bars. */
export function agesSection(view: PageView): Section {
  const keys = distinctKeys(view);
  if (keys.length === 0) {
    const content = markup`<p class="empty">No active key has a known age and limit.</p>`;
    return { id: 'ages', title: 'Key ages', content };
  }
  const limits = new Set(keys.map(({ limit }) => limit));
  const [limit] = limits;
  const days = limits.size === 1 && limit !== undefined && limit % DAY === 0 ? limit / DAY : undefined;
  const bands = BANDS.slice(0, -1).map((from, index): Band => {
    const to = BANDS[index + 1] ?? Infinity;
    return { from, to, count: keys.filter(({ share }) => share >= from && share < to).length };
  });
  const most = Math.max(...bands.map(({ count }) => count));
  const columns = [
    { title: days === undefined ? 'Age, in % of the limit' : 'Age in days', kind: 'main' },
    { title: 'Keys', kind: 'number' },
    { title: 'Share' },
  ] as const;
  const rows = bands.map(
    (band): Row => ({
      tone: band.from >= 1 ? 'bad' : 'quiet',
      cells: [bandLabel(band, days), band.count, bar(band, most)],
    }),
  );
  const limitText = days === undefined ? 'their limits' : `the limit of ${days} days`;
  return {
    id: 'ages',
    title: 'Key ages',
    content: markup`<p>${summary(view, keys, limitText)}</p>
<div class="ages">${table(`Active keys by age, against ${limitText}`, columns, rows)}</div>`,
  };
}

function distinctKeys(view: PageView) {
  const seen = new Set<string>();
  return [...view.report.decisions].sort(byPlace).flatMap((decision) => {
    const age = ageOf(decision, view.now);
    const limit = limitOf(decision);
    const works = !['inactive', 'gone'].includes(statusAfter(decision));
    if (age === undefined || limit === undefined || limit <= 0 || !works || seen.has(decision.keyId))
      return [];
    seen.add(decision.keyId);
    return [{ decision, age, limit, share: age / limit }];
  });
}

function summary(view: PageView, keys: ReturnType<typeof distinctKeys>, limitText: string): string {
  const over = keys.filter(({ decision }) => isOverLimit(decision, view.now)).length;
  const oldest = keys.reduce((found, key) => (key.age > found.age ? key : found));
  const { decision, age } = oldest;
  return `${over} of ${counted(keys.length, 'active key')} are past ${limitText}. The oldest, ${keyName(decision.keyId, view)} of ${decision.userName}, is ${ageMark(age)} old.`;
}

function bandLabel({ from, to }: Band, days: number | undefined): string {
  const scale = days ?? 100;
  const unit = days === undefined ? ' %' : '';
  const first = Math.ceil(from * scale);
  if (to === Infinity) return `${first}${unit} and more`;
  return `${first} to ${Math.ceil(to * scale) - 1}${unit}`;
}

/** The bar is drawn with attributes: the page's policy allows no style attributes. */
function bar({ count, from }: Band, most: number): Markup {
  const width = most === 0 ? 0 : Math.round((count / most) * 1_000) / 10;
  const tone = from >= 1 ? 'over' : from >= 0.75 ? 'near' : 'within';
  return markup`<svg class="bar" aria-hidden="true" width="100%" height="14"><rect class="${tone}" width="${width}%" height="14" rx="2"/></svg>`;
}
