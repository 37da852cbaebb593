import type { ReportedDecision } from '../../domain/report.ts';
import { DAY, spokenDuration } from '../../domain/time.ts';
import { actionText } from '../../messages/action-text.ts';
import { evidenceText } from '../../messages/evidence-text.ts';
import { withMaskedKeys } from '../../messages/key-name.ts';
import { objectionText } from '../../messages/objection-text.ts';
import { reasonText } from '../../messages/reason-text.ts';
import { capitalized } from '../../messages/wording.ts';
import { needsPerson } from '../key-facts.ts';
import { byUrgency } from '../ordering.ts';
import { type Markup, markup, prose } from './markup.ts';
import { accountMark, dayMark, keyMark, type PageView, type Section } from './view.ts';

/** What needs a person: holds with what stands in the way and the way out, escalated ones on top. */
export function personSection(view: PageView): Section {
  const holds = view.report.decisions.filter(needsPerson).sort(byUrgency);
  const none = markup`<p class="empty">Nothing. No hold needs a decision by a person.</p>`;
  return {
    id: 'person',
    title: 'Needs a person',
    count: holds.length,
    content: holds.length === 0 ? none : markup`${holds.map((hold) => holdCard(hold, view))}`,
  };
}

/** Holds that pass by themselves: shown so that nobody wonders, below those that need somebody. */
export function waitingSection(view: PageView): Section | undefined {
  const holds = view.report.decisions
    .filter((decision) => decision.action === 'hold' && !needsPerson(decision))
    .sort(byUrgency);
  if (holds.length === 0) return undefined;
  return {
    id: 'waiting',
    title: 'Held, passes by itself',
    count: holds.length,
    content: markup`${holds.map((hold) => holdCard(hold, view))}`,
  };
}

function holdCard(hold: ReportedDecision, view: PageView): Markup {
  const { meaning } = reasonText(hold.reason);
  const facts = hold.evidence.map((fact) => markup`<li>${capitalized(evidenceText(fact, view))}</li>`);
  return markup`<article class="card ${hold.escalated === true ? 'bad' : needsPerson(hold) ? 'attention' : 'quiet'}">
<header>
<h3>${hold.userName}</h3>
<p>${keyMark(hold, view)} in ${accountMark(hold.accountName, hold.accountId)}</p>
${heldFor(hold, view)}</header>
<p><strong>${actionText(hold)}.</strong> ${meaning} <small class="code">${hold.reason}</small></p>
<ul class="evidence">${facts}</ul>
<dl class="ways">
${(hold.objections ?? []).map((objection) => objectionRow(objection, hold, view))}</dl>
</article>
`;
}

function objectionRow(
  objection: NonNullable<ReportedDecision['objections']>[number],
  hold: ReportedDecision,
  view: PageView,
): Markup {
  const text = objectionText(objection, hold);
  return markup`<div><dt>In the way</dt><dd>${prose(withMaskedKeys(text.stands, view))}</dd></div>
<div><dt>Way out</dt><dd>${prose(text.wayOut)}</dd></div>
`;
}

function heldFor(hold: ReportedDecision, view: PageView): Markup {
  const since = hold.heldSince;
  const escalated = hold.escalated === true ? markup`<b>Escalated</b> ` : undefined;
  if (since === undefined)
    return markup`<p class="badge">${escalated}held</p>
`;
  const length = view.now - since;
  const held =
    length < DAY
      ? markup`held since today`
      : markup`held for ${spokenDuration(length)}, since ${dayMark(since)}`;
  return markup`<p class="badge">${escalated}${held}</p>
`;
}
