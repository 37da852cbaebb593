import type { Decision, Evidence, Objection } from '../../domain/decision.ts';
import type { UserMemory } from '../../domain/memory.ts';
import { MINUTE, plus } from '../../domain/time.ts';
import type { UserFacts } from '../../domain/user-facts.ts';
import { holdSignature, isSameHold } from '../../policy/plan-user.ts';
import { secretName } from '../../secrets/secret-names.ts';
import type { Engine } from '../engine.ts';
import { failed } from '../outcome.ts';
import { admissionTo, isForeign } from './adopted-secret.ts';

/** Two questions take seconds. */
const LOOK_LENGTH = 5 * MINUTE;

/**
 * What a dry run adds to the plan of a user whose key is due to be replaced, where secrets of others may be taken over:
 * that it would be, with the policy before and after; or that it is held, by the policy as it is.
 *
 * It looks with a session that may change nothing. Where it cannot, the plan says so and stands.
 */
export async function previewTakeOver(
  engine: Engine,
  facts: UserFacts,
  planned: { readonly decisions: readonly Decision[]; readonly memory: UserMemory },
): Promise<readonly Decision[]> {
  const { decisions, memory } = planned;
  const due = engine.settings.delivery.adoptExisting && engine.interrupted?.() !== true;
  if (!due || !decisions.some(({ action }) => action === 'rotate')) return decisions;
  const seen = await lookAtSecret(engine, facts);
  if (seen === undefined) return decisions;
  return decisions.map((decision) => {
    if (decision.action !== 'rotate') return decision;
    if ('gate' in seen) return heldBy(seen, decision, { memory, now: engine.clock.now() });
    return { ...decision, evidence: [...decision.evidence, seen] };
  });
}

/** What there is to tell of the user's secret; nothing when Keyturn made it, or would. */
async function lookAtSecret(engine: Engine, facts: UserFacts): Promise<Evidence | Objection | undefined> {
  const { cloud, clock, ids, settings } = engine;
  const { account, userName, userArn } = facts;
  try {
    const secrets = await cloud.openSecret({
      account,
      userName,
      userArn,
      secretName: secretName(settings.delivery.secretName, { accountId: account.id, userName }),
      until: plus(clock.now(), LOOK_LENGTH),
      sessionId: ids.next(),
    });
    const secret = await secrets.describe();
    if (secret === undefined || !isForeign(secret)) return undefined;
    const admission = await admissionTo(secret, { secrets, facts, delivery: settings.delivery });
    if (!admission.possible) return admission.objection;
    const { before, after, denies } = admission;
    const policies = { ...(before === undefined ? {} : { before }), after };
    return { kind: 'secret-of-others', secretArn: secret.arn, ...policies, denies };
  } catch (error) {
    const outcome = failed(error);
    return { kind: 'secret-unread', why: outcome.status === 'failed' ? outcome.why : outcome.status };
  }
}

/** The hold that an enforcing run would find, as old as the ledger knows it. */
function heldBy(
  objection: Objection,
  decision: Decision,
  at: { readonly memory: UserMemory; readonly now: Decision['heldSince'] },
): Decision {
  const { clause: _clause, ...rest } = decision;
  const hold: Decision = { ...rest, action: 'hold', held: 'rotate', objections: [objection] };
  const signature = holdSignature(hold);
  const known = at.memory.held.find(
    (seen) => seen.keyId === hold.keyId && isSameHold(seen.signature, signature),
  );
  const heldSince = known?.since ?? at.now;
  return heldSince === undefined ? hold : { ...hold, heldSince };
}
