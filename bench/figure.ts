/** One measured value beside what it is meant to be. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The most that it should be; without one the figure only informs. */
  readonly target?: number;
  /** More about how it came about. */
  readonly note?: string;
}

/** A measurement that can be run alone by its name. */
export interface Figure {
  readonly name: string;
  readonly about: string;
  /** Measures. Throws when what it measured did not do its work, so that no figure is of a failed run. */
  readonly measure: () => Promise<readonly Row[]>;
}

/** A row as a line: name, value, target, and whether it is met. */
export function lineOf(row: Row): string {
  const value = `${shown(row.value)} ${row.unit}`;
  const target = row.target === undefined ? '' : `at most ${shown(row.target)} ${row.unit}`;
  const verdict = row.target === undefined ? '' : isMet(row) ? 'met' : 'MISSED';
  const line = `${row.name.padEnd(58)} ${value.padStart(14)}   ${target.padEnd(22)} ${verdict.padEnd(6)}`;
  return `${line} ${row.note ?? ''}`.trimEnd();
}

/** Whether a value is within its target; one without a target always is. */
export function isMet({ value, target }: Row): boolean {
  return target === undefined || value <= target;
}

function shown(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
}
