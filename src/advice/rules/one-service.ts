import { recordOf } from '../../domain/memory.ts';
import { DAY, days, hasPassed } from '../../domain/time.ts';
import { type AdviceRule, subjectOf } from '../advice-rule.ts';
import { useOf } from '../key-use.ts';
import { betterWayFor } from '../services.ts';

/** AWS tells only the last use each time: fewer looks than these say nothing of what else a key is used for, */
export const LEAST_OBSERVATIONS = 5;

/** and neither do looks on a few days, since a job may run once a week. */
export const LEAST_SPAN: number = days(14);

/** The same in whole days, for texts. */
export const LEAST_SPAN_DAYS: number = LEAST_SPAN / DAY;

/**
 * A key in use of which every use that was seen was by one service, and for that service there is a better way.
 *
 * It rests on observations, so that it is silent until there are enough of them, over a long enough time. The longer
 * Keyturn has watched, the more it says; it stays a hint.
 */
export const oneService: AdviceRule = (input) =>
  input.facts.keys.flatMap((key) => {
    const use = useOf(input, key);
    if (key.status !== 'active' || !use.known || use.last === undefined) return [];
    if (hasPassed(use.last.at, input.policy.unusedFor, input.now)) return [];
    const record = recordOf(input.memory, key.id);
    const seen = input.seen.find(({ keyId }) => keyId === key.id);
    if (record?.replacedBy !== undefined || seen === undefined) return [];
    const { observations, first: observedSince, last, places } = seen;
    if (observations < LEAST_OBSERVATIONS || last - observedSince < LEAST_SPAN) return [];
    const { service, region } = use.last;
    const services = new Set([...(record?.services ?? []), ...places.map((place) => place.service), service]);
    if (services.size > 1 || betterWayFor(service) === undefined) return [];
    const rests = { observations, observedSince };
    return [{ ...subjectOf(input), kind: 'one-service', keyId: key.id, service, region, ...rests } as const];
  });
