/** A text for the cases whose detail contains some words; without them, for all others. */
export interface TextFor {
  readonly detail?: string;
  readonly text: string;
}

/** What a gate says to people. `detail` is the machine's word on the case at hand, already short. */
export interface GateText {
  readonly label: string;
  readonly stands: (detail: string) => string;
  /** What ends the objection while it is blocked. `USER`, `KEY`, `DATE` and `TEXT` in commands are for the reader to fill in. */
  readonly fix: readonly TextFor[];
  /** What is said while it waits, before the day on which it passes. */
  readonly waits?: readonly TextFor[];
}

/** One text for all cases, or for all that are left. */
export function always(text: string): readonly TextFor[] {
  return [{ text }];
}
