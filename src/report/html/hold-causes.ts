import type { Objection } from '../../domain/decision.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { DAY, spokenDuration } from '../../domain/time.ts';
import { objectionText } from '../../messages/objection-text.ts';
import { byText } from '../ordering.ts';
import { type Markup, markup, prose } from './markup.ts';
import { type Row, table } from './table.ts';
import type { PageView } from './view.ts';

interface Cause {
  readonly objection: Objection;
  readonly label: string;
  readonly holds: readonly ReportedDecision[];
}

/** What blocks how many changes: many holds often have one cause, and one fix. */
export function holdCauses(holds: readonly ReportedDecision[], view: PageView): Markup {
  const rows = causesOf(holds).map((cause): Row => {
    const escalated = cause.holds.filter((hold) => hold.escalated === true).length;
    const since = cause.holds.flatMap(({ heldSince }) => (heldSince === undefined ? [] : [heldSince]));
    const longest = since.length === 0 ? 0 : view.now - Math.min(...since);
    // The day on which it passes is one hold's own.
    const { until: _until, ...general } = cause.objection;
    return {
      tone: escalated > 0 ? 'bad' : cause.objection.state === 'blocked' ? 'attention' : 'quiet',
      cells: [
        cause.label,
        cause.holds.length,
        escalated,
        longest < DAY ? 'today' : spokenDuration(longest),
        prose(objectionText(general).fix),
      ],
    };
  });
  const columns = [
    { title: 'Blocked by', kind: 'main' },
    { title: 'Holds', kind: 'number' },
    { title: 'Escalated', kind: 'number' },
    { title: 'Longest', kind: 'number' },
    { title: 'Fix', kind: 'text' },
  ] as const;
  return markup`${table({ caption: 'Holds by what blocks them; a hold can have several causes', columns, rows, name: 'causes' })}`;
}

function causesOf(holds: readonly ReportedDecision[]): readonly Cause[] {
  const pairs = holds.flatMap((hold) => (hold.objections ?? []).map((objection) => ({ hold, objection })));
  const groups = Map.groupBy(pairs, ({ objection }) => `${objection.state} ${objection.gate}`);
  return [...groups.values()]
    .flatMap((group): readonly Cause[] => {
      const [first] = group;
      if (first === undefined) return [];
      const { objection } = first;
      return [{ objection, label: objectionText(objection).label, holds: group.map(({ hold }) => hold) }];
    })
    .sort(
      (a, b) =>
        byText(a.objection.state, b.objection.state) ||
        b.holds.length - a.holds.length ||
        byText(a.label, b.label),
    );
}
