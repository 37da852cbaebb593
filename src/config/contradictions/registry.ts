import { filesApart } from './files.ts';
import { extensionAllowsNotice, someWarning, warningBeforeNotice, warningWithinGrace } from './notice.ts';
import type { ContradictionRule } from './rule.ts';
import { accountsBothWays, unitsBothWays, unitsNeedOrganization } from './scope.ts';
import { quietWithinGrace, rotationAfterWarning } from './timing.ts';

/** Everything that must hold between settings. Limits of a single setting are in its schema. */
export const CONTRADICTION_RULES: readonly ContradictionRule[] = [
  someWarning,
  warningBeforeNotice,
  warningWithinGrace,
  extensionAllowsNotice,
  quietWithinGrace,
  rotationAfterWarning,
  accountsBothWays,
  unitsBothWays,
  unitsNeedOrganization,
  filesApart,
];
