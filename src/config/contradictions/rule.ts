import type { Policy } from '../../domain/policy.ts';
import type { Settings } from '../../domain/settings.ts';
import type { Draft } from '../draft.ts';

/** Settings that cannot all hold. */
export interface Clash {
  /** Dotted paths of those involved, the one to point at first. */
  readonly paths: readonly string[];
  /** What is wrong, with the values. */
  readonly message: string;
  /** What to change. */
  readonly hint: string;
}

/**
 * One thing that must hold between settings.
 *
 * `reads` names every setting that it looks at; when one of them was given and could not be used, the rule is not asked.
 * The draft shows what is incomplete, and so not among the settings.
 */
export interface ContradictionRule {
  readonly reads: readonly string[];
  readonly find: (settings: Settings, draft: Draft) => readonly Clash[];
}

/**
 * One thing that must hold within a policy: the document's own, that of every override, and whatever tags may make of them.
 *
 * Its clashes name settings as `policy.…`; where an override or a tag set the value, that is pointed at instead.
 */
export interface PolicyRule {
  readonly reads: readonly string[];
  readonly find: (holder: { readonly policy: Policy }) => readonly Clash[];
}
