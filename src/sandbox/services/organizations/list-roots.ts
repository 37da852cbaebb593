import type { Operation } from '../operation.ts';
import { organizationsCheck, readableOrganization } from './access.ts';

/** ListRoots: always one. */
export const listRoots: Operation = {
  service: 'organizations',
  name: 'ListRoots',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'ListRoots')],
    run: () => {
      const { root } = readableOrganization(call);
      const PolicyTypes = [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }];
      return { Roots: [{ Id: root.id, Arn: root.arn, Name: root.name, PolicyTypes }] };
    },
  }),
};
