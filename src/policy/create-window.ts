import type { AccessKey } from '../domain/access-key.ts';
import type { RotateSaga } from '../domain/saga.ts';
import { SECOND } from '../domain/time.ts';

/** IAM rounds creation dates down to the second, and the measured difference of the clocks is not exact. */
const CREATION_MARGIN = 5 * SECOND;

/** Whether a key may be what an unanswered request made: it was not there before, and was made in the request's own time. */
export function inCreateWindow(saga: RotateSaga, key: AccessKey): boolean {
  const { createFrom, createUntil, createRefused, createSkew = 0 } = saga;
  if (createFrom === undefined || createRefused === true || saga.keysBefore.includes(key.id)) return false;
  // IAM dates a key by its own clock, from which ours may be minutes off.
  const madeAt = key.createdAt - createSkew;
  return madeAt >= createFrom - CREATION_MARGIN && madeAt <= (createUntil ?? createFrom) + CREATION_MARGIN;
}
