/** The existing systems that have environment variables of their own, by their letters in docs/migration.md. */
export type AliasSystem = 'A' | 'D' | 'E';

/** How the text of an alias becomes a value: a bare number means days. */
export type AliasText = 'days' | 'list-of-days' | 'text' | 'list';

/** What an alias does. */
export type AliasEffect =
  /** Sets the setting at a dotted path. */
  | { readonly kind: 'sets'; readonly path: string; readonly as: AliasText }
  /** Sets a setting to a value that the text does not tell, and has no effect beyond that. */
  | { readonly kind: 'implies'; readonly path: string; readonly value: string; readonly why: string }
  /** Exempts the members of a group, or users by their names. */
  | { readonly kind: 'exempts'; readonly by: 'group' | 'users' }
  /** Must be the age at which old keys are deactivated. */
  | { readonly kind: 'checks-inactive-age' }
  /** Whether a run changes anything: reported, without an effect on the command line. */
  | { readonly kind: 'dry-run' }
  /** Is accepted and changes nothing. */
  | { readonly kind: 'noted'; readonly why: string };

/** An environment variable of an existing system, under the name that it has there. */
export interface Alias {
  readonly name: string;
  readonly system: AliasSystem;
  readonly effect: AliasEffect;
}

/** Aliases that are accepted and change nothing, all for one reason. */
export function noted(system: AliasSystem, names: readonly string[], why: string): readonly Alias[] {
  return names.map((name) => ({ name, system, effect: { kind: 'noted', why } }));
}

/** An alias that sets one setting. */
export function sets(system: AliasSystem, name: string, path: string, as: AliasText): Alias {
  return { name, system, effect: { kind: 'sets', path, as } };
}

/** Why settings of mail change nothing. */
export const NO_MAIL = 'mail is not part of this version yet';
