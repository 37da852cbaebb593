import type { Policy } from '../../domain/policy.ts';
import type { ConfigDocument } from '../schema.ts';
import type { PresetName } from './names.ts';

/**
 * Settings that are used instead of the defaults.
 *
 * The policy is written out in full, so that a later change of a default changes no preset. A preset never enforces
 * anything: that takes the command line, or the deployed system.
 */
export interface Preset {
  readonly name: PresetName;
  /** Where its numbers come from, in one sentence. */
  readonly summary: string;
  readonly policy: Policy;
  readonly others: Omit<ConfigDocument, 'policy' | 'preset'>;
}
