import type { ReportedExemption } from '../../domain/report.ts';
import { DAY, spokenDuration } from '../../domain/time.ts';
import { counted } from '../../messages/wording.ts';
import { byText } from '../ordering.ts';
import { type Markup, markup } from './markup.ts';
import { ownPolicies } from './own-policies.ts';
import { type Row, table } from './table.ts';
import { dayMark, foreign, type PageView, type Section } from './view.ts';

/** An exemption that ends within this time is pointed out. */
const SOON = 30 * DAY;

/** Who is left out of rotation, why, by whose word and until when; what lacks an end, a reason or an owner is flagged. */
export function exemptionsSection(view: PageView): Section {
  const rules = [...view.report.exemptions].sort(
    (a, b) =>
      Number(a.expired) - Number(b.expired) ||
      flagsOf(b, view).length - flagsOf(a, view).length ||
      b.users - a.users ||
      byText(a.by, b.by),
  );
  const none = markup`<p class="empty">The configuration exempts nobody.</p>`;
  return {
    id: 'exemptions',
    title: 'Exemptions',
    count: rules.length,
    content: markup`<p class="lede">An exempt key is never replaced, so every exemption is a risk: it should have an owner, a reason and an end.</p>
<p>${summary(view, rules)}</p>
${rules.length === 0 ? none : exemptionTable(rules, view)}${ownPolicies(view)}`,
  };
}

function summary(view: PageView, rules: readonly ReportedExemption[]): string {
  const { exemptKeys: exempt, exemptOverLimit: over } = view.totals;
  const endless = rules.filter(({ until, expired }) => until === undefined && !expired).length;
  const expired = rules.filter((rule) => rule.expired).length;
  const keys =
    exempt === 0
      ? 'No key is exempt now.'
      : `${counted(exempt, 'key is', 'keys are')} exempt now, ${over} of them past ${exempt === 1 ? 'its' : 'their'} limit.`;
  const ends = endless === 0 ? '' : ` ${counted(endless, 'exemption has', 'exemptions have')} no end.`;
  const gone = expired === 0 ? '' : ` ${counted(expired, 'has', 'have')} expired and should be removed.`;
  return keys + ends + gone;
}

function exemptionTable(rules: readonly ReportedExemption[], view: PageView): Markup {
  const columns = [
    { title: 'Exempt by', kind: 'main' },
    { title: 'Users', kind: 'number' },
    { title: 'Until' },
    { title: 'Reason', kind: 'text' },
    { title: 'Owner', kind: 'name' },
    { title: 'Flags', kind: 'name' },
  ] as const;
  const rows = rules.map((rule): Row => {
    const flags = flagsOf(rule, view);
    const pills = flags.map(({ text, tone }) => markup`<span class="pill ${tone}">${text}</span> `);
    return {
      tone: rule.expired ? 'bad' : flags.length > 0 ? 'attention' : 'good',
      cells: [
        foreign(rule.by, view),
        rule.users,
        rule.until === undefined ? 'never ends' : dayMark(rule.until),
        rule.reason === undefined ? 'none given' : foreign(rule.reason, view),
        rule.owner === undefined ? 'none named' : foreign(rule.owner, view),
        markup`${pills}`,
      ],
    };
  });
  const caption = 'Every exemption of the configuration, with the users that it exempts now';
  return table({ caption, columns, rows, name: 'exemptions' });
}

interface Flag {
  readonly text: string;
  readonly tone: 'attention' | 'bad' | 'quiet';
}

function flagsOf(rule: ReportedExemption, view: PageView): readonly Flag[] {
  if (rule.expired) return [{ text: 'expired', tone: 'bad' }];
  const left = rule.until === undefined ? undefined : rule.until - view.now;
  const flags: readonly (Flag | false)[] = [
    left === undefined && { text: 'no end', tone: 'attention' },
    rule.owner === undefined && { text: 'no owner', tone: 'attention' },
    rule.reason === undefined && { text: 'no reason', tone: 'attention' },
    left !== undefined &&
      left < SOON && { text: `ends in ${spokenDuration(Math.max(0, left))}`, tone: 'quiet' },
    rule.users === 0 && { text: 'exempts nobody', tone: 'quiet' },
  ];
  return flags.filter((flag) => flag !== false);
}
