import { ServiceError } from '../../service-error.ts';
import type { Operation } from '../operation.ts';
import { organizationsCheck, readableOrganization } from './access.ts';
import { parentOf } from './targets.ts';

const CHILD_ID = { pattern: /^(\d{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/ };

/** ListParents: the root or unit that an account or unit is in. */
export const listParents: Operation = {
  service: 'organizations',
  name: 'ListParents',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'ListParents')],
    run: () => {
      const organization = readableOrganization(call);
      const childId = call.params.requiredText('ChildId', CHILD_ID);
      const parent = parentOf(call.state, organization, childId);
      if (parent === undefined) {
        const message = "You specified a child that doesn't exist.";
        throw new ServiceError('ChildNotFoundException', 400, message);
      }
      const Type = parent.parentId === undefined ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
      return { Parents: [{ Id: parent.id, Type }] };
    },
  }),
};
