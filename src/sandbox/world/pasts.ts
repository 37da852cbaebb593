import type { SecretRecord, UserRecord } from './model.ts';

/** How a thing looked until an instant; undefined while it was not there. */
export interface PastLook<Thing> {
  readonly until: number;
  readonly look: Thing | undefined;
}

/** How things looked before their last changes, by place; what is older than any read may be is dropped. */
export type PastLooks<Thing> = Map<string, PastLook<Thing>[]>;

/** What a replica that is a moment behind still shows. */
export interface Pasts {
  readonly secrets: PastLooks<SecretRecord>;
  readonly users: PastLooks<UserRecord>;
}
