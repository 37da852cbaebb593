import { recordOf } from '../../domain/memory.ts';
import { hasPassed } from '../../domain/time.ts';
import { type AdviceRule, subjectOf } from '../advice-rule.ts';
import { useOf } from '../key-use.ts';
import { betterWayFor } from '../services.ts';

/**
 * A key in use of which every use that was seen was by one service, and for that service there is a better way.
 *
 * AWS tells only the service of the last use. Over the runs the ledger collects the distinct ones, so that the longer
 * Keyturn has watched, the more this says; it stays a hint.
 */
export const oneService: AdviceRule = (input) =>
  input.facts.keys.flatMap((key) => {
    const use = useOf(input, key);
    if (key.status !== 'active' || !use.known || use.last === undefined) return [];
    if (hasPassed(use.last.at, input.policy.unusedFor, input.now)) return [];
    const record = recordOf(input.memory, key.id);
    if (record?.replacedBy !== undefined) return [];
    const seen = new Set([...(record?.services ?? []), use.last.service]);
    const { service, region } = use.last;
    if (seen.size > 1 || betterWayFor(service) === undefined) return [];
    return [{ ...subjectOf(input), kind: 'one-service', keyId: key.id, service, region } as const];
  });
