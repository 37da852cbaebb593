/** Returns the value, or fails naming what the answer lacks. */
export function present<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) throw new Error(`the answer has no ${what}`);
  return value;
}
