import type { WorldDefinition } from '../../sandbox/index.ts';

/** An organization to serve, and who runs Keyturn in it. */
export interface ServedOrganization {
  readonly world: WorldDefinition;
  readonly hubAccountId: string;
}
