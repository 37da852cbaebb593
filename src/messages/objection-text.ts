import type { Objection } from '../domain/decision.ts';
import { isoDay } from '../domain/time.ts';
import { GATE_TEXTS, type GateText } from './gate-texts.ts';
import { sentence } from './wording.ts';

/** What stands in the way of a held change, for people. */
export interface ObjectionText {
  /** For a column of a table: at most 24 characters. */
  readonly label: string;
  /** What stands in the way. One sentence. */
  readonly stands: string;
  /** What to do about it, or that it passes by itself and when. */
  readonly wayOut: string;
}

/** An objection for people: what stands in the way AND the way out. */
export function objectionText(objection: Objection): ObjectionText {
  const text: GateText = GATE_TEXTS[objection.gate];
  const stands = sentence(text.stands(objection.detail));
  const wayOut = text.wayOut(objection.detail);
  const passes = passesText(objection);
  if (objection.state === 'waiting') return { label: text.label, stands, wayOut: text.sooner ?? passes };
  return {
    label: text.label,
    stands,
    wayOut: objection.until === undefined ? wayOut : `${wayOut} ${passes}`,
  };
}

function passesText({ gate, until }: Objection): string {
  if (until === undefined) return 'Passes by itself.';
  const condition = gate === 'quiet' ? ' if the key is not used again' : '';
  return `Passes by itself on ${isoDay(until)}${condition}.`;
}
