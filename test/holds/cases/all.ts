import type { GateName } from '../../../src/domain/decision.ts';
import type { Ground, HoldCase } from '../hold-case.ts';
import { ADOPTION } from './adoption.ts';
import { BUDGET } from './budget.ts';
import { CANARY } from './canary.ts';
import { EXEMPT } from './exempt.ts';
import { EXEMPTION } from './exemption.ts';
import { FREE_SLOT } from './free-slot.ts';
import { FREEZE } from './freeze.ts';
import { KILL_SWITCH } from './kill-switch.ts';
import { LAST_KEY } from './last-key.ts';
import { NOTICE } from './notice.ts';
import { KEY_COUNT, KEY_STATUS, LAST_USED } from './odd-keys.ts';
import { FOREIGN_LEDGER, SECRET_NOT_OURS } from './others-secrets.ts';
import { QUIET } from './quiet.ts';
import { REPLACEMENT } from './replacement.ts';
import { SCOPE } from './scope.ts';
import { SOAK } from './soak.ts';
import { STANDING_HOLD } from './standing-hold.ts';
import { STRAY_KEY } from './stray-key.ts';
import { TWO_ACTIVE_KEYS } from './two-active-keys.ts';
import { UNFINISHED_SAGA } from './unfinished-saga.ts';
import { LATE_USE, UNUSED_SINCE } from './use-before-deletion.ts';

/** Every gate, with each of the grounds on which it objects. */
const GROUNDS: Readonly<Record<GateName, readonly Ground[]>> = {
  exemption: EXEMPTION,
  exempt: EXEMPT,
  'key-status': KEY_STATUS,
  'key-count': KEY_COUNT,
  'last-used': LAST_USED,
  quiet: QUIET,
  notice: NOTICE,
  replacement: REPLACEMENT,
  'standing-hold': STANDING_HOLD,
  soak: SOAK,
  'unused-since': UNUSED_SINCE,
  'late-use': LATE_USE,
  'last-key': LAST_KEY,
  adoption: ADOPTION,
  scope: SCOPE,
  'free-slot': FREE_SLOT,
  'two-active-keys': TWO_ACTIVE_KEYS,
  'unfinished-saga': UNFINISHED_SAGA,
  'kill-switch': KILL_SWITCH,
  budget: BUDGET,
  freeze: FREEZE,
  canary: CANARY,
  'foreign-ledger': FOREIGN_LEDGER,
  'secret-not-ours': SECRET_NOT_OURS,
  'stray-key': STRAY_KEY,
};

/** Every hold that is known, on each of its grounds. */
export const HOLD_CASES: readonly HoldCase[] = (Object.keys(GROUNDS) as GateName[]).flatMap((gate) =>
  GROUNDS[gate].map((ground) => ({ ...ground, gate })),
);
