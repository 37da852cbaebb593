import type { Objection } from '../../domain/decision.ts';
import { needsPerson } from '../../domain/key-facts.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { DAY, spokenDuration } from '../../domain/time.ts';
import { actionText } from '../../messages/action-text.ts';
import { evidenceText } from '../../messages/evidence-text.ts';
import { objectionText } from '../../messages/objection-text.ts';
import { reasonText } from '../../messages/reason-text.ts';
import { capitalized } from '../../messages/wording.ts';
import { type Markup, markup, prose } from './markup.ts';
import { accountMark, dayMark, foreign, keyMark, type PageView } from './view.ts';

/** One hold: what is held, the facts it rests on, what blocks it, and the fix. */
export function holdCard(hold: ReportedDecision, view: PageView): Markup {
  const { meaning } = reasonText(hold.reason);
  const facts = hold.evidence.map((fact) => markup`<li>${capitalized(evidenceText(fact, view))}</li>`);
  const tone = hold.escalated === true ? 'bad' : needsPerson(hold) ? 'attention' : 'quiet';
  return markup`<article class="card ${tone}">
<header>
<h4>${hold.userName}</h4>
<p>${keyMark(hold.keyId, view)} in ${accountMark(hold.accountName, hold.accountId)}</p>
${heldFor(hold, view)}</header>
<p><strong>${actionText(hold)}.</strong> ${meaning} <small class="code">${hold.reason}</small></p>
<ul class="evidence">${facts}</ul>
<dl class="ways">
${(hold.objections ?? []).map((objection) => objectionRow(objection, hold, view))}</dl>
</article>
`;
}

function objectionRow(objection: Objection, hold: ReportedDecision, view: PageView): Markup {
  const text = objectionText(objection, hold);
  return markup`<div><dt>Blocked by</dt><dd>${prose(foreign(text.stands, view))}</dd></div>
<div><dt>Fix</dt><dd>${prose(text.fix)}</dd></div>
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
