import type { HoldCase } from './hold-case.ts';
import { CHOICE_CASES } from './lived-choices.ts';
import { DELETION_CASES } from './lived-deletions.ts';
import { EXEMPT_CASES } from './lived-exempt.ts';
import { ORDER_CASES } from './lived-orders.ts';
import { OWNER_CASES } from './lived-owners.ts';
import { SECRET_OWNER_CASES } from './lived-secret-owners.ts';
import { REPLACEMENT_CASES } from './lived-secrets.ts';
import { SETTING_CASES } from './lived-settings.ts';
import { STRAY_CASES } from './lived-strays.ts';
import { CONFLICT_CASES } from './planned-conflicts.ts';
import { NOTICE_CASES } from './planned-notices.ts';
import { READING_CASES } from './planned-readings.ts';
import { RETIREMENT_CASES } from './planned-retirements.ts';
import { UNFINISHED_CASES } from './planned-unfinished.ts';

/** Every hold that is known, on each of its grounds. */
export const HOLD_CASES: readonly HoldCase[] = [
  ...CHOICE_CASES,
  ...DELETION_CASES,
  ...EXEMPT_CASES,
  ...ORDER_CASES,
  ...OWNER_CASES,
  ...SECRET_OWNER_CASES,
  ...REPLACEMENT_CASES,
  ...SETTING_CASES,
  ...STRAY_CASES,
  ...CONFLICT_CASES,
  ...NOTICE_CASES,
  ...READING_CASES,
  ...RETIREMENT_CASES,
  ...UNFINISHED_CASES,
];
