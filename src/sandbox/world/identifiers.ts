import type { SeededRandom } from '../random.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const MIXED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';

/** The prefixes by which IAM tells its unique ids apart. */
export type UniqueIdPrefix = 'AIDA' | 'AROA' | 'AGPA';

/** A unique id such as AIDA…, 21 characters. */
export function newUniqueId(random: SeededRandom, prefix: UniqueIdPrefix): string {
  return `${prefix}${random.text(17, UPPER)}`;
}

/** An access key id, 20 characters: AKIA for users, ASIA for sessions. */
export function newAccessKeyId(random: SeededRandom, prefix: 'AKIA' | 'ASIA'): string {
  return `${prefix}${random.text(16, BASE32)}`;
}

/** A secret access key, 40 characters. */
export function newSecretAccessKey(random: SeededRandom): string {
  return random.text(40, `${MIXED}+/`);
}

/** A session token; real ones are several hundred opaque characters too. */
export function newSessionToken(random: SeededRandom): string {
  return random.text(320, `${MIXED}+/`);
}

/** The six characters behind a secret's name in its ARN. */
export function newSecretSuffix(random: SeededRandom): string {
  return random.text(6, MIXED);
}

/** A UUID, for request ids and the versions of secrets. */
export function newUuid(random: SeededRandom): string {
  const digits = random.text(32, HEX);
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
  ];
  return [...parts, digits.slice(20)].join('-');
}

/** The root's id. */
export function newRootId(random: SeededRandom): string {
  return `r-${random.text(4, 'abcdefghijklmnopqrstuvwxyz0123456789')}`;
}
