import type { Objection } from '../domain/decision.ts';
import type { AccountId } from '../domain/ids.ts';
import { isoDay } from '../domain/time.ts';
import { GATE_TEXTS } from './gate-texts.ts';
import { sentence } from './wording.ts';

/** What blocks a held change, for people. Backquotes mark settings and commands. */
export interface ObjectionText {
  /** For a column of a table: at most 24 characters. */
  readonly label: string;
  /** What blocks it. One sentence. */
  readonly stands: string;
  /** What to do about it, or that it passes by itself and when. */
  readonly fix: string;
}

/** The user whom an objection is about, to be named in the commands. */
export interface ObjectionSubject {
  readonly accountId: AccountId;
  readonly userName: string;
}

/** What IAM allows in a user name, less what a shell could take for an option. Nothing else gets into a command. */
const PLAIN_NAME = /^[\w+.@][\w+=,.@-]*$/;

/** An objection for people: what blocks it AND the fix, with the user in the commands when one is given. */
export function objectionText(objection: Objection, subject?: ObjectionSubject): ObjectionText {
  const { label, stands } = GATE_TEXTS[objection.gate];
  const waits = objection.state === 'waiting';
  const passes = waits || objection.until !== undefined ? passesText(objection) : undefined;
  const steps = stepsOf(objection);
  const parts = waits && objection.until === undefined ? [steps ?? passes] : [steps, passes];
  return {
    label,
    stands: sentence(stands(objection.detail)),
    fix: withSubject(parts.filter((part) => part !== undefined).join(' '), subject),
  };
}

/** What people can do about an objection, before the day on which it passes is named; of many a wait, nothing. */
export function stepsOf({ gate, state, detail }: Omit<Objection, 'until'>): string | undefined {
  const { fix, waits } = GATE_TEXTS[gate];
  const texts = state === 'waiting' ? waits : fix;
  return texts?.find((known) => known.detail === undefined || detail.includes(known.detail))?.text;
}

function passesText({ gate, until, announcesAnew }: Objection): string {
  if (until === undefined) return 'Passes by itself.';
  const day = isoDay(until);
  const condition = CONDITIONS[gate] ?? '';
  if (announcesAnew === true)
    return `On ${day}${condition === '' ? '' : `,${condition},`} the owner is told a new date, and the change is made then.`;
  const latest = gate === 'adoption' ? ' at the latest' : '';
  return `Passes by itself on ${day}${condition}${latest}.`;
}

/** What must not happen meanwhile. */
export const CONDITIONS: Partial<Readonly<Record<Objection['gate'], string>>> = {
  quiet: ' if the key is not used before then',
  'last-key': ' if the user’s keys are not used before then',
  'stray-key': ' if the key is not used before then',
  canary: ' if no change fails there before then',
};

/** A name that could mean anything to a shell is left for the reader to fill in. */
export function withSubject(text: string, subject: ObjectionSubject | undefined): string {
  if (subject === undefined || !PLAIN_NAME.test(subject.userName)) return text;
  return text.replaceAll('--user USER', () => `--account ${subject.accountId} --user ${subject.userName}`);
}
