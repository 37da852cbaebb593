import type { TagMatch } from './exemption.ts';
import type { Policy, PolicyPatch } from './policy.ts';
import type { Duration } from './time.ts';

/** Which users something applies to: all the conditions it names must hold. */
export interface UserSelector {
  readonly accounts?: readonly string[];
  /** Organizational unit ids, nested ones included. */
  readonly organizationalUnits?: readonly string[];
  /** Tags of the account, all of which it must have. */
  readonly accountTags?: readonly TagMatch[];
  /** Globs on the user name. */
  readonly users?: readonly string[];
  /** Globs on the user's path, which begins and ends with `/`. */
  readonly paths?: readonly string[];
}

/** A policy of their own for some users. The first that applies to a user is the only one that does. */
export interface PolicyOverride {
  readonly name?: string;
  readonly when: UserSelector;
  readonly policy: PolicyPatch;
}

/** A setting that a tag of the user may change, and how far: who may tag a user must not be able to escape the policy. */
export type TagSetting =
  | {
      readonly tag: string;
      readonly sets: 'rotateAfter' | 'installGrace' | 'recoveryGrace' | 'unusedFor';
      readonly atLeast: Duration;
      readonly atMost: Duration;
    }
  | {
      readonly tag: string;
      readonly sets: 'unusedKeys';
      readonly values: readonly Policy['unusedKeys'][];
    };
