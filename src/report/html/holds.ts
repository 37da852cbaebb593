import { needsPerson } from '../../domain/key-facts.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { counted } from '../../messages/wording.ts';
import { byUrgency } from '../ordering.ts';
import { folded } from './folded.ts';
import { holdCard } from './hold-card.ts';
import { holdCauses } from './hold-causes.ts';
import { type Markup, markup } from './markup.ts';
import type { PageView, Section } from './view.ts';

/** Up to here the cards themselves are the overview. */
const FEW = 6;
const SHOWN = 20;

/** Due changes that a gate stops: what needs a person first, escalated and oldest on top, then what passes by itself. */
export function holdsSection(view: PageView): Section {
  const holds = view.report.decisions.filter(({ action }) => action === 'hold').sort(byUrgency);
  const person = holds.filter(needsPerson);
  const waiting = holds.filter((hold) => !needsPerson(hold));
  const causes = holds.length > FEW ? holdCauses(holds, view) : undefined;
  const none = markup`<p class="empty">Nothing is held: no change that is due waits for anybody.</p>`;
  return {
    id: 'holds',
    title: 'Holds',
    count: holds.length,
    content:
      holds.length === 0
        ? none
        : markup`<p class="lede">A hold is a change that is due and that Keyturn does not make, because a condition for doing it safely is not met.</p>
${causes}${group('Need a person', person, view)}${group('Pass by themselves', waiting, view)}`,
  };
}

function group(title: string, holds: readonly ReportedDecision[], view: PageView): Markup | undefined {
  if (holds.length === 0) return undefined;
  const cards = holds.map((hold) => holdCard(hold, view));
  const more = (count: number): string => `Show ${counted(count, 'more hold', 'more holds')}`;
  return markup`<h3>${title}<span class="count">${holds.length}</span></h3>
${folded(cards, SHOWN, more)}`;
}
