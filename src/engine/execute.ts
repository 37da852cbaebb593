import type { Decision, Objection } from '../domain/decision.ts';
import { type KeyRecord, recordOf, type UserMemory } from '../domain/memory.ts';
import type { UserFacts } from '../domain/user-facts.ts';
import type { UserSession } from '../ports/cloud.ts';
import type { Lease } from '../ports/ledger.ts';
import { versionIdOf } from '../secrets/secret-names.ts';
import { changeKey } from './change.ts';
import { contextOf } from './context-of.ts';
import { deactivate } from './deactivate.ts';
import { deleteKey } from './delete.ts';
import { type Engine, entry, save, type UserWork } from './engine.ts';
import { notice } from './notices.ts';
import { failed, type Outcome } from './outcome.ts';
import { finishPromotion } from './rotate/promote.ts';
import { rotate } from './rotate/rotate.ts';
import { settle } from './settle.ts';

/** The work on a user; a repair of the ledger alone needs no session. */
export interface Execution {
  readonly engine: Engine;
  readonly lease: Lease;
  readonly facts: UserFacts;
  readonly sagaId: string;
  readonly session?: UserSession;
}

/** Executes one decision that was just planned again from fresh facts. */
export async function execute(
  execution: Execution,
  decision: Decision,
  memory: UserMemory,
): Promise<Outcome> {
  if (decision.repair === 'close-saga') return await closeSaga(execution, memory);
  const { session } = execution;
  if (session === undefined) throw new Error('A change of AWS needs a session');
  const work: UserWork = { ...execution, session };
  if (decision.action === 'rotate') return await rotate(work, decision, memory);
  if (decision.action === 'deactivate') return await deactivate(work, decision, memory);
  if (decision.action === 'delete') return await deleteKey(work, decision, memory);
  if (decision.repair === 'discard-delete') return await deleteKey(work, decision, memory);
  if (decision.repair === 'discard-deactivate') return await discardDeactivate(work, decision, memory);
  if (decision.repair === 'finish-promotion' && memory.openSaga?.kind === 'rotate') {
    return await finishPromotion(work, memory.openSaga, memory);
  }
  throw new Error(`Not a change: ${decision.action}`);
}

/** Whatever the ledger says (it may have been restored from a backup): the secret hands this key to its owner. */
const GIVEN_OUT: Objection = {
  gate: 'stray-key',
  state: 'blocked',
  detail: 'the secret already gives this key to its owner',
};

async function closeSaga(execution: Execution, memory: UserMemory): Promise<Outcome> {
  const { engine, facts } = execution;
  const saga = memory.openSaga;
  if (saga === undefined) return { status: 'stale' };
  const context = contextOf(engine, facts, memory);
  const keys = settle(context, saga);
  const deactivated = keys.filter((key) => key.deactivatedAt === context.now && isTold(key));
  const notices = deactivated.map((key) => {
    const told = notice(key, { kind: 'deactivated', reason: 'UNFINISHED_CHANGE', queuedAt: context.now });
    return { ...told, id: `${told.id}/${context.now}` };
  });
  const marked = keys.map(
    (key) => `${key.keyId.slice(-4)}${key.discard === undefined ? '' : ' to be discarded'}`,
  );
  const detail = marked.length === 0 ? 'nothing to take back' : marked.join(', ');
  await save(execution, {
    keys,
    notices,
    closeSaga: true,
    journal: [entry(execution, saga, { step: 'settle', phase: 'note', detail })],
  });
  return { status: 'done' };
}

/** What happens to a key that somebody may have is told; of a key that nobody ever had there is nobody to tell. */
export function isTold(key: KeyRecord): boolean {
  return key.discard === undefined || key.attributed === true;
}

async function discardDeactivate(work: UserWork, decision: Decision, memory: UserMemory): Promise<Outcome> {
  const record = recordOf(memory, decision.keyId);
  if (record?.exposed !== false) {
    try {
      const secret = await work.session.secrets.describe();
      if (secret?.stages.get('AWSCURRENT') === versionIdOf(decision.keyId))
        return { status: 'held', objections: [GIVEN_OUT] };
    } catch (error) {
      return failed(error);
    }
  }
  return await changeKey(work, {
    kind: 'discard',
    keyId: decision.keyId,
    call: () => work.session.setStatus(decision.keyId, 'inactive'),
    takeBack: () => work.session.setStatus(decision.keyId, 'active'),
    result: () => {
      const now = work.engine.clock.now();
      if (record === undefined) return {};
      const told = notice(decision, { kind: 'deactivated', reason: decision.reason, queuedAt: now });
      return {
        keys: [{ ...record, deactivatedAt: now, inactiveSince: now }],
        notices: isTold(record) ? [{ ...told, id: `${told.id}/${now}` }] : [],
      };
    },
  });
}
