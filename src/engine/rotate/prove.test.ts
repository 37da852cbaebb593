import { describe, expect, it } from 'vitest';
import type { AccessKeyId } from '../../domain/ids.ts';
import { SecretText } from '../../domain/secret-text.ts';
import { instant, MINUTE } from '../../domain/time.ts';
import type { Wait } from '../../ports/waiting.ts';
import type { UserWork } from '../engine.ts';
import { proveKey } from './prove.ts';

const ARN = 'arn:aws:iam::111122223333:user/app';
const USER_ID = 'AIDAEXAMPLEUSER000001';
const KEY = {
  id: 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId,
  createdAt: instant(0),
  secret: new SecretText('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
};

/** Answers in turn: a user id, or undefined for a refusal; the last one for ever. */
async function prove(answers: readonly (string | undefined)[]) {
  let now = 0;
  let attempts = 0;
  const attempt = async () => {
    const userId = answers[Math.min(attempts, answers.length - 1)];
    attempts += 1;
    return userId === undefined ? undefined : { arn: ARN, userId };
  };
  const clock = {
    now: () => instant(now),
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
  const waits: { readonly code: string; readonly text: string; ended: boolean }[] = [];
  const waiting = {
    begin: ({ code, text }: Wait) => {
      const wait = { code, text: text(3000), ended: false };
      waits.push(wait);
      return () => {
        wait.ended = true;
      };
    },
  };
  const facts = { userId: USER_ID, userName: 'app', account: { name: 'shop' } };
  const work = { engine: { clock, cloud: { prover: { attempt } }, waiting }, facts };
  const proof = await proveKey(work as unknown as UserWork, KEY);
  return { proof, attempts, elapsed: now, waits };
}

describe('the proof of a new key', () => {
  it('needs two successes in a row', async () => {
    expect(await prove([USER_ID, USER_ID])).toMatchObject({ proof: { proven: true }, attempts: 2 });
    expect(await prove([USER_ID, undefined, USER_ID, USER_ID])).toMatchObject({
      proof: { proven: true },
      attempts: 4,
    });
  });

  it('waits for a key that is not known yet, and gives up after two minutes', async () => {
    expect(await prove([undefined, undefined, undefined, USER_ID])).toMatchObject({
      proof: { proven: true },
    });
    const { proof, elapsed } = await prove([undefined]);
    expect(proof).toMatchObject({ proven: false });
    expect(elapsed).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(elapsed).toBeLessThan(3 * MINUTE);
  });

  it('is something that a run waits for, with its bound, and without the key id', async () => {
    const { waits } = await prove([undefined, USER_ID, USER_ID]);
    expect(waits).toEqual([{ code: 'WAITING_FOR_NEW_KEY', text: expect.any(String), ended: true }]);
    expect(waits[0]?.text).toMatch(/key …MPLE of app in shop .* up to 117 more seconds, then taken back/);
    expect(waits[0]?.text).not.toContain(KEY.id);
  });

  it('does not take another user of the same name for the user', async () => {
    expect(await prove(['AIDAEXAMPLEUSER000002'])).toMatchObject({
      proof: { proven: false },
      attempts: 1,
    });
  });
});
