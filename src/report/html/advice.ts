import type { Advice } from '../../domain/advice.ts';
import { counted } from '../../messages/wording.ts';
import { adviceByService, serviceAdviceText } from '../advice-by-service.ts';
import { byText } from '../ordering.ts';
import { ADVICE_TEXTS, adviceFacts } from './advice-texts.ts';
import { type Markup, markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, foreign, keyMark, type PageView, type Section } from './view.ts';

const KINDS = Object.keys(ADVICE_TEXTS) as readonly Advice['kind'][];

/** Keys you could do without, by kind. Keyturn never acts on it. */
export function adviceSection(view: PageView): Section {
  const { advice } = view.report;
  const none = markup`<p class="empty">None: nothing that was read suggests that a key is not needed.</p>`;
  const groups = KINDS.map((kind) =>
    group(
      kind,
      advice.filter((entry) => entry.kind === kind),
      view,
    ),
  );
  return {
    id: 'advice',
    title: 'Keys you may not need',
    count: advice.length,
    content: markup`<p class="lede"><strong>Shown, never acted on.</strong> A key that does not exist needs no rotation. These are suggestions for people; no run of Keyturn acts on them.</p>
${advice.length === 0 ? none : groups}`,
  };
}

function group(kind: Advice['kind'], entries: readonly Advice[], view: PageView): Markup | undefined {
  if (entries.length === 0) return undefined;
  const { title, why, instead } = ADVICE_TEXTS[kind];
  const columns = [
    { title: 'User', kind: 'main' },
    { title: 'Account', kind: 'name', filter: 'Account' },
    ...(kind === 'abandoned-user' ? [] : [{ title: 'Key' }]),
    ...(kind === 'one-service'
      ? [{ title: 'Service', filter: 'Service' }, { title: 'Observations', kind: 'number' } as const]
      : []),
    { title: 'What is known', kind: 'text' },
  ] as const;
  const rows = [...entries].sort(byUser).map((entry): Row => {
    const key = entry.keyId === undefined ? '' : keyMark(entry.keyId, view);
    return {
      cells: [
        entry.userName,
        accountMark(entry.accountName, entry.accountId),
        ...(kind === 'abandoned-user' ? [] : [key]),
        ...(entry.kind === 'one-service' ? [entry.service, entry.observations] : []),
        foreign(adviceFacts(entry, view.now), view),
      ],
    };
  });
  const users = new Set(entries.map(({ accountId, userId }) => `${accountId}/${userId}`)).size;
  const caption = `${counted(users, 'user')}; Keyturn does nothing about them because of this advice`;
  return markup`<h3 id="advice-${kind}">${title}<span class="count">${entries.length}</span></h3>
<p>${why} <b>Instead:</b> ${instead}</p>
${kind === 'one-service' ? services(entries) : undefined}${table({ caption, columns, rows, browse: { marks: 'User' } })}`;
}

/** How many keys of each service, and on how many observations that rests: what to look at first. */
function services(entries: readonly Advice[]): Markup {
  const items = adviceByService(entries).map(
    (of) => markup`<li><b>${of.service}</b>: ${serviceAdviceText(of)}</li>
`,
  );
  return markup`<ul class="plain">
${items}</ul>
`;
}

function byUser(a: Advice, b: Advice): number {
  return (
    byText(serviceOf(a), serviceOf(b)) ||
    byText(a.accountName, b.accountName) ||
    byText(a.accountId, b.accountId) ||
    byText(a.userName, b.userName) ||
    byText(a.keyId ?? '', b.keyId ?? '')
  );
}

/** What is of one service stands together. */
function serviceOf(advice: Advice): string {
  return advice.kind === 'one-service' ? advice.service : '';
}
