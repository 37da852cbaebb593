import { REQUEST_TIMEOUT_MS } from '../../src/aws/network.ts';
import { isNeverAnswered } from '../../src/sandbox/faults/never-answered.ts';
import type { Fault } from '../../src/sandbox/index.ts';
import type { Stage } from './stage.ts';

const WAYS = ['broken', 'never-answered', 'truncated-200', 'empty-200', 'html-502'] as const;

/** How an answer is lost: one way after the other, by the call's place in its process, so that no chance is used up. */
export function lostAnswer(executed: boolean, place: number): Fault {
  const way = WAYS[place % WAYS.length] ?? 'broken';
  if (way === 'broken') return { kind: executed ? 'lost-response' : 'lost-request' };
  return { kind: way, executed };
}

/** Carries a call; one that is never answered ends when the client's own timeout has passed. */
export async function carried<Answer>(stage: Stage, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (isNeverAnswered(error)) stage.sandbox.clock.advance(REQUEST_TIMEOUT_MS);
    throw error;
  }
}
