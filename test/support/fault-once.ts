import type { Fault, FaultCall } from '../../src/sandbox/index.ts';
import type { W } from './one-user.ts';

/** The next calls that match meet these faults, one each; ends with the function that it gives. */
export function faultOnce(w: W, match: (call: FaultCall) => boolean, ...faults: Fault[]): () => void {
  const queue = [...faults];
  return w.sandbox.faults.on((call) => (match(call) ? queue.shift() : undefined));
}
