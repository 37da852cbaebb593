import type { Decision, Objection } from '../domain/decision.ts';
import type { NextAct } from '../domain/next-act.ts';
import { type Instant, isoDay } from '../domain/time.ts';
import { actionText, PENDING } from './action-text.ts';
import { GATE_TEXTS } from './gate-texts.ts';
import { objectionText } from './objection-text.ts';
import { reasonText } from './reason-text.ts';
import { lowered } from './wording.ts';

/** Why a date comes to nothing, as it follows "held". */
export const UNHEARD_WHY = 'no channel that reaches owners is set up';

type Ahead = Pick<Decision, 'reason' | 'objections'>;

/** What a column of a table says of a date on which a change will be held. */
export function willBeHeld({ objections = [] }: Pick<Decision, 'objections'>): string {
  const objection = foremost({ objections });
  const { label } = objection === undefined ? GATE_TEXTS.notice : objectionText(objection);
  return `will be held: ${label}`;
}

/** What lies ahead of a key, as it follows its name: `will be deactivated`; undefined when nothing does. */
export function aheadText(decision: Ahead, next: NextAct): string | undefined {
  const { kind, change } = next;
  if (kind === 'limit') {
    return decision.reason === 'KEY_PENDING_EXPIRATION_CONFLICT'
      ? 'reaches its age limit, with a second active key'
      : 'reaches its age limit';
  }
  if (change === undefined || change === 'repair' || kind === 'held') return undefined;
  if (kind === 'held-then') return `is due to ${PENDING[change]}, and ${willBeHeld(decision)}`;
  return kind === 'act' ? `will ${PENDING[change]}` : undefined;
}

/** What comes next for a key, in words: what and when, or what blocks it and the fix. */
export function nextText(decision: Decision, next: NextAct): string {
  const { accountId, userName } = decision;
  if (next.kind === 'held') {
    const objection = foremost(decision);
    const first = objection === undefined ? undefined : objectionText(objection, { accountId, userName });
    const what = lowered(actionText(decision));
    return first === undefined ? what : `${what}. ${first.stands} ${first.fix}`;
  }
  if (next.kind === 'nothing') return `nothing is planned: ${reasonText(decision.reason).label}`;
  const isChange = decision.action !== 'warn' && decision.action !== 'none';
  const ahead = isChange ? undefined : aheadText(decision, next);
  if (ahead === undefined) return `${lowered(actionText(decision))}, at the next enforcing run`;
  if (next.kind === 'held-then') {
    const objection = foremost(decision);
    if (objection === undefined) return unheardText(next.at);
    const { stands, fix } = objectionText(objection, { accountId, userName });
    const day = next.at === undefined ? '' : ` on ${isoDay(next.at)}`;
    return `is due to ${PENDING[acted(next)]}${day}, and will be held. ${stands} ${fix}`;
  }
  return next.at === undefined ? ahead : `${ahead} on ${isoDay(next.at)}`;
}

/** Of several objections the one that a person gave: ending it is a person's to do, and the others follow from it. */
function foremost({ objections = [] }: Pick<Decision, 'objections'>): Objection | undefined {
  return objections.find(({ gate }) => gate === 'standing-hold') ?? objections[0];
}

/** A date on which nothing will happen, and what would change that. */
export function unheardText(at: Instant | undefined): string {
  const day = at === undefined ? 'when it is due' : `on ${isoDay(at)}, when it is due`;
  return `its deactivation will be held ${day}: ${UNHEARD_WHY}. Tell the owner yourself and set \`policy.notice: not-required\`.`;
}

/** A repair is never announced. */
function acted({ change }: NextAct): keyof typeof PENDING {
  return change === undefined || change === 'repair' ? 'deactivate' : change;
}
