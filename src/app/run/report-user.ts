import type { Decision } from '../../domain/decision.ts';
import type { ReportedDecision } from '../../domain/report.ts';
import { hasPassed } from '../../domain/time.ts';
import type { UserFacts } from '../../domain/user-facts.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Executed } from '../../engine/outcome.ts';
import type { UserResult } from '../../engine/process-user.ts';
import { resolvePolicy } from '../../policy/resolve-policy.ts';

/**
 * What a run tells of one user: first the acts with what became of them, then the decisions that stand at the end.
 *
 * A decision that was executed is told once, as the act.
 */
export function reportUser(
  engine: Pick<Engine, 'clock' | 'settings'>,
  facts: UserFacts,
  result: UserResult,
): readonly ReportedDecision[] {
  const now = engine.clock.now();
  const { policy, source, refusedTags } = resolvePolicy(engine.settings, facts);
  const shown = (decision: Decision): ReportedDecision => {
    const key = facts.keys.find((candidate) => candidate.id === decision.keyId);
    const escalated =
      decision.heldSince !== undefined && hasPassed(decision.heldSince, policy.holdEscalateAfter, now);
    return {
      ...decision,
      accountName: facts.account.name,
      limit: policy.rotateAfter,
      ...(key === undefined ? {} : { createdAt: key.createdAt, keyStatus: key.status }),
      ...(source === undefined ? {} : { policySource: source }),
      ...(refusedTags.length === 0 ? {} : { refusedTags }),
      ...(escalated ? { escalated } : {}),
    };
  };
  const off = new Set(result.executed.filter(switchedOff).map(({ decision }) => decision.keyId));
  const acts = result.executed.filter(({ outcome }) => outcome.status !== 'held');
  const executed = acts.map(({ decision, outcome }) => ({ ...shown(decision), ...withOutcome(outcome) }));
  const rest = result.decisions.filter(
    (decision) =>
      !acts.some((act) => act.decision.keyId === decision.keyId && act.decision.action === decision.action),
  );
  // What was just changed may have mended it: the next run looks again.
  const lost = acts.some(({ outcome }) => outcome.status === 'done') ? undefined : facts.secretCheck?.lost;
  const standing = rest
    .map(shown)
    // What was read before this run switched the key off is not its status any more.
    .map((decision) => (off.has(decision.keyId) ? { ...decision, keyStatus: 'inactive' as const } : decision))
    .map((decision) =>
      lost?.keyId === decision.keyId
        ? { ...decision, evidence: [...decision.evidence, { kind: 'key-not-fetchable' as const, ...lost }] }
        : decision,
    );
  return [...executed, ...standing];
}

function withOutcome(outcome: Executed['outcome']): Pick<ReportedDecision, 'outcome'> {
  return outcome.status === 'held' ? {} : { outcome };
}

function switchedOff({ decision, outcome }: Executed): boolean {
  return (
    outcome.status === 'done' &&
    (decision.action === 'deactivate' || decision.repair === 'discard-deactivate')
  );
}
