import { createCredentialsDesk } from './credentials-desk.ts';
import type { AccountDefinition, WorldDefinition } from './definition.ts';
import { createGroupDesk } from './group-desk.ts';
import { createKeyDesk } from './key-desk.ts';
import { useKey } from './key-use.ts';
import { createOrganizationDesk } from './organization-desk.ts';
import { createParametersDesk } from './parameters.ts';
import { createRoleDesk } from './role-desk.ts';
import { createSecretsDesk } from './secrets-desk.ts';
import type { WorldState } from './state.ts';
import { createUserDesk } from './user-desk.ts';
import type { IamDesk, World } from './world.ts';

/** Makes the world's public face over its state. */
export function createWorld(state: WorldState): World {
  const iam: IamDesk = {
    ...createUserDesk(state),
    ...createKeyDesk(state),
    ...createGroupDesk(state),
    ...createRoleDesk(state),
  };
  const organizationDesk = createOrganizationDesk(state);
  const desks = {
    iam,
    organization: {
      ...organizationDesk,
      addAccount: (definition: AccountDefinition) => {
        const account = organizationDesk.addAccount(definition);
        fillAccount(desks, definition);
        return account;
      },
    },
    secrets: createSecretsDesk(state),
    parameters: createParametersDesk(state),
    credentials: createCredentialsDesk(state),
  };
  return {
    ...desks,
    events: state.events,
    clearEvents: () => {
      state.events.length = 0;
    },
    build: (definition: WorldDefinition) => {
      if (definition.organization !== undefined) desks.organization.create(definition.organization);
      for (const account of definition.accounts ?? []) desks.organization.addAccount(account);
    },
    useKey: (attempt) => useKey(state, attempt),
  };
}

/** Groups come before the users who name them. */
function fillAccount(
  desks: Pick<World, 'iam' | 'secrets' | 'parameters'>,
  definition: AccountDefinition,
): void {
  const { id } = definition;
  for (const group of definition.groups ?? []) desks.iam.addGroup(id, group);
  for (const user of definition.users ?? []) desks.iam.addUser(id, user);
  for (const role of definition.roles ?? []) desks.iam.addRole(id, role);
  for (const secret of definition.secrets ?? []) desks.secrets.add(id, secret);
  for (const parameter of definition.parameters ?? []) desks.parameters.put(id, parameter);
}
