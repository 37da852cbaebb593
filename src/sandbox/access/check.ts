import type { StoredPolicy } from '../policy/stored-policy.ts';

/** One permission that an operation needs. */
export interface AccessCheck {
  /** `service:Action`. */
  readonly action: string;
  /** The ARN that policies are matched against; `*` for operations without a resource type. */
  readonly resource: string;
  /** How AWS's message names the resource, when not by that ARN. */
  readonly shownAs?: string;
  readonly resourceAccountId: string;
  readonly resourceTags?: ReadonlyMap<string, string>;
  readonly requestTags?: ReadonlyMap<string, string>;
  /** Condition keys of this operation; undefined means that the operation has the key but this request does not. */
  readonly keys?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly resourcePolicy?: StoredPolicy | undefined;
  /** True for trust policies. */
  readonly resourceMustAllow?: boolean;
}
