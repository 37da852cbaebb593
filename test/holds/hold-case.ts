import type { Decision, GateName, Objection } from '../../src/domain/decision.ts';

/** What was seen of a key: while it was held, and when what the hold's text says had been done. */
export interface Played {
  /** The hold as it begins, and as it stands a moment before what ends it. */
  readonly held: readonly Decision[];
  /** The decision afterwards; undefined when the key is gone. */
  readonly after: Decision | undefined;
}

/** One of the fixes that a text names, carried out in a world of its own. */
export interface Ending {
  readonly how: string;
  readonly play: () => Played | Promise<Played>;
  /** What the decision becomes; a part of it. */
  readonly becomes?: object;
}

/** One reason for which a gate objects, the words of its fix that name what to do, and what then comes of it. */
export interface Ground {
  readonly state: Objection['state'];
  /** A part of the objection's detail, by which its text is chosen. */
  readonly detail: string;
  /** Whether the text names a day: on which it passes, or on which a new date is told. */
  readonly day?: 'passes' | 'new date';
  readonly says: readonly string[];
  readonly ends: readonly Ending[];
}

/** A gate, and one of the reasons for which it objects. */
export interface HoldCase extends Ground {
  readonly gate: GateName;
}

/** The objection of a case in a decision, if it is there. */
export function objectionOf(
  decision: Decision | undefined,
  { gate, detail }: Pick<HoldCase, 'gate' | 'detail'>,
): Objection | undefined {
  return decision?.objections?.find((one) => one.gate === gate && one.detail.includes(detail));
}
