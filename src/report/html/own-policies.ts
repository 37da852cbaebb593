import { userKey } from '../../domain/ids.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { counted } from '../../messages/wording.ts';
import { byPlace, byText } from '../ordering.ts';
import { folded } from './folded.ts';
import { type Markup, markup } from './markup.ts';
import { type Row, table } from './table.ts';
import { accountMark, type PageView } from './view.ts';

const SHOWN = 20;

/** The other ways around the main policy: overrides and tags that are followed, and tags that tried and were not. */
export function ownPolicies(view: PageView): Markup | undefined {
  const decisions = [...view.report.decisions].sort(byPlace);
  const sources = sourcesOf(decisions);
  const refused = usersOf(decisions.filter(({ refusedTags = [] }) => refusedTags.length > 0));
  if (sources.length === 0 && refused.length === 0) return undefined;
  return markup`<h3>Policies of their own</h3>
${sources.length === 0 ? undefined : sourceTable(sources)}${refused.length === 0 ? undefined : refusedTags(refused)}`;
}

interface Source {
  readonly name: string;
  readonly users: number;
}

/** Where the policy of users who do not have the main one comes from, and of how many users. */
function sourcesOf(decisions: readonly ReportedDecision[]): readonly Source[] {
  const pairs = decisions.flatMap((decision) => {
    const { override, tags = [] } = decision.policySource ?? {};
    const names = [
      ...(override === undefined ? [] : [`override ${override}`]),
      ...tags.map((tag) => `tag ${tag}`),
    ];
    return names.map((name) => ({ name, decision }));
  });
  return [...Map.groupBy(pairs, ({ name }) => name)]
    .map(([name, all]) => ({ name, users: usersOf(all.map(({ decision }) => decision)).length }))
    .sort((a, b) => b.users - a.users || byText(a.name, b.name));
}

function sourceTable(sources: readonly Source[]): Markup {
  const columns = [
    { title: 'Policy from', kind: 'main' },
    { title: 'Users', kind: 'number' },
  ] as const;
  const rows = sources.map(({ name, users }): Row => ({ cells: [name, users] }));
  const caption = 'Users with keys whose policy is not the main one';
  return table({ caption, columns, rows, name: 'sources' });
}

/** One decision for each user. */
function usersOf(decisions: readonly ReportedDecision[]): readonly ReportedDecision[] {
  const users = new Map<string, ReportedDecision>();
  for (const decision of decisions) if (!users.has(userKey(decision))) users.set(userKey(decision), decision);
  return [...users.values()];
}

function refusedTags(users: readonly ReportedDecision[]): Markup {
  const items = users.map(
    (user) =>
      markup`<li><b>${user.userName}</b> in ${accountMark(user.accountName, user.accountId)}: ${(user.refusedTags ?? []).join(', ')}</li>
`,
  );
  const more = (count: number): string => `Show ${counted(count, 'more user')}`;
  const list = (part: readonly Markup[]): Markup => markup`<ul class="plain">
${part}</ul>
`;
  return markup`<p><strong>${counted(users.length, 'user carries', 'users carry')} tags that try to set what the policy does not let tags set.</strong> They were not followed. Find out who set them.</p>
${folded(items, SHOWN, more, list)}`;
}
