import type { World } from './planned.ts';

/** A record or a notice as scenarios write them. */
type Known = Readonly<Record<string, unknown>>;

/** The replacement, made on day 90 and used since. */
export const NEW: World['keys'][number] = { key: 'new', created: 90, used: 98 };
/** What the ledger knows of it. */
export const HANDED_OVER: Known = {
  key: 'new',
  madeByUs: true,
  replaces: 'old',
  provenAt: 90,
  promotedAt: 90,
  adoptedAt: 91,
};
/** An old key with its last use, beside the replacement. */
export const oldUsed = (used: number | 'never' | 'unknown', created = 0): World['keys'] => [
  { key: 'old', created, used },
  NEW,
];
/** An owner was told of the end of the old key's extension. */
export const told = (plannedFor: number, acceptedAt: number, more: Known = {}): Known => ({
  key: 'old',
  reason: 'KEY_PENDING_DEACTIVATION',
  kind: 'extended',
  step: '14d',
  plannedFor,
  acceptedAt,
  ...more,
});
/** An old key whose one extension ended on day 114. */
export const EXTENDED: World = {
  today: 115,
  keys: oldUsed(114.5),
  ledger: {
    keys: [{ key: 'old', replacedBy: 'new', extendedUntil: 114 }, HANDED_OVER],
    notices: [told(114, 100)],
  },
};
/** A key at its age limit, in use. */
export const ONE: World['keys'][number] = { key: 'one', created: 0, used: 94 };
/** That key is due, and nothing stands in its way. */
export const DUE: World = { today: 95, keys: [ONE] };
/** An unused key beside one that was switched off while it was in use. */
export const LAST: World = {
  today: 141,
  policy: { notice: 'not-required' },
  keys: [
    { key: 'old', created: 0, used: 139, status: 'inactive' },
    { key: 'spare', created: 10, used: 'never' },
  ],
  ledger: { keys: [{ key: 'old', inactiveSince: 140 }] },
};
/** The keys of that user, all of them inactive. */
export const ALL_INACTIVE: World['keys'] = LAST.keys.map((key) => ({ ...key, status: 'inactive' as const }));
