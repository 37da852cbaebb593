import type { LastUsed } from './access-key.ts';
import type { AccessKeyId } from './ids.ts';
import type { Instant } from './time.ts';

/** A service and the Region in which a key was used with it, as IAM names them. */
export interface PlaceOfUse {
  readonly service: string;
  readonly region: string;
}

/** What runs have seen of the use of one key: AWS tells only the last use each time. Keyturn's own proofs do not count. */
export interface UseSeen {
  readonly keyId: AccessKeyId;
  /** How many distinct moments of last use were seen. */
  readonly observations: number;
  /** The first of these moments, and the latest. */
  readonly first: Instant;
  readonly last: Instant;
  /** The distinct places, at most eight; a service that is not among them yet always finds room. */
  readonly places: readonly PlaceOfUse[];
}

const MOST_PLACES = 8;

/** What is known of a key's use after one more look; the same as before when that showed nothing new. */
export function seenAgain(
  before: UseSeen | undefined,
  keyId: AccessKeyId,
  use: LastUsed,
): UseSeen | undefined {
  if (use.kind !== 'used') return before;
  const { at, service, region } = use;
  if (before === undefined)
    return { keyId, observations: 1, first: at, last: at, places: [{ service, region }] };
  // A credential report is hours old: what it tells may be older than what is known.
  if (at <= before.last) return before;
  const { observations, places } = before;
  return {
    ...before,
    observations: observations + 1,
    last: at,
    places: withPlace(places, { service, region }),
  };
}

function withPlace(places: readonly PlaceOfUse[], place: PlaceOfUse): readonly PlaceOfUse[] {
  if (places.some(({ service, region }) => service === place.service && region === place.region))
    return places;
  if (places.length < MOST_PLACES) return [...places, place];
  return places.some(({ service }) => service === place.service) ? places : [...places.slice(0, -1), place];
}
