import type { Advice } from '../domain/advice.ts';
import { counted } from '../messages/wording.ts';
import { byText } from './ordering.ts';

/** The keys that were only seen used by one service. */
export interface ServiceAdvice {
  readonly service: string;
  readonly keys: number;
  /** Observations of the key that was seen least often, and of the one seen most often. */
  readonly leastObservations: number;
  readonly mostObservations: number;
}

/** The advice on keys for one service by that service, most keys first. */
export function adviceByService(advice: readonly Advice[]): readonly ServiceAdvice[] {
  const entries = advice.filter((entry) => entry.kind === 'one-service');
  return [...Map.groupBy(entries, ({ service }) => service)]
    .map(([service, alike]) => {
      const counts = alike.map(({ observations }) => observations).sort((a, b) => a - b);
      const [leastObservations = 0] = counts;
      return { service, keys: alike.length, leastObservations, mostObservations: counts.at(-1) ?? 0 };
    })
    .sort((a, b) => b.keys - a.keys || byText(a.service, b.service));
}

/** `12 keys, 5 to 90 observations` */
export function serviceAdviceText(of: ServiceAdvice): string {
  return `${counted(of.keys, 'key')}, ${observationsText(of)}`;
}

/** `5 to 90 observations`, for one key or several that were seen equally often `12 observations`. */
export function observationsText({
  leastObservations: least,
  mostObservations: most,
}: ServiceAdvice): string {
  return least === most ? `${least} observations` : `${least} to ${most} observations`;
}
