import { maskKeyId } from '../../domain/ids.ts';
import { MINUTE, plus, SECOND } from '../../domain/time.ts';
import type { UserFacts } from '../../domain/user-facts.ts';
import type { NewKey } from '../../ports/cloud.ts';
import { UNTOLD, type Wait, whileWaiting } from '../../ports/waiting.ts';
import type { UserWork } from '../engine.ts';

/** For how long a new key may take to be known; it takes seconds, but nobody promises how many. */
const PROOF_LIMIT = 2 * MINUTE;
const SUCCESSES_NEEDED = 2;
const FIRST_WAIT = 2 * SECOND;
/** Between two successes: long enough for them to come from AWS at two different times. */
const BETWEEN_SUCCESSES = SECOND;
const LONGEST_WAIT = 15 * SECOND;

/** Whether a key was proven, and if not, why. */
export type Proof = { readonly proven: true } | { readonly proven: false; readonly why: string };

/**
 * Proves a new key: two successes in a row, as the right user, within two minutes.
 *
 * One success does not show that all of AWS knows the key; two in a row, with time between them, make it likely.
 */
export async function proveKey(work: UserWork, key: NewKey): Promise<Proof> {
  const { waiting = UNTOLD } = work.engine;
  return await whileWaiting(waiting, acceptanceOf(key, work.facts), () => askUntilKnown(work, key));
}

async function askUntilKnown({ engine, facts }: UserWork, key: NewKey): Promise<Proof> {
  const deadline = plus(engine.clock.now(), PROOF_LIMIT);
  let successes = 0;
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    const identity = await engine.cloud.prover.attempt(key);
    // By its id: a user may have been deleted and made again under the same name since it was read.
    if (identity !== undefined && identity.userId !== facts.userId) {
      return { proven: false, why: 'the key belongs to another identity than its user' };
    }
    successes = identity === undefined ? 0 : successes + 1;
    if (successes >= SUCCESSES_NEEDED) return { proven: true };
    if (engine.clock.now() >= deadline)
      return { proven: false, why: 'AWS did not accept the key within two minutes' };
    await engine.clock.sleep(identity === undefined ? wait : BETWEEN_SUCCESSES);
  }
}

function acceptanceOf(key: NewKey, { userName, account }: UserFacts): Wait {
  return {
    code: 'WAITING_FOR_NEW_KEY',
    text: (waited) => {
      const seconds = Math.max(1, Math.ceil((PROOF_LIMIT - waited) / SECOND));
      return `AWS does not accept the new key ${maskKeyId(key.id)} of ${userName} in ${account.name} yet: it is waited for up to ${seconds} more seconds, then taken back. Nothing is wrong: AWS takes some seconds to know a key everywhere`;
    },
  };
}
