import { accountIn } from '../../world/lookup.ts';
import type { Operation } from '../operation.ts';
import { callersOrganization, organizationsCheck } from './access.ts';

/** DescribeOrganization: any account of the organization may ask. */
export const describeOrganization: Operation = {
  service: 'organizations',
  name: 'DescribeOrganization',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'DescribeOrganization')],
    run: () => {
      const { id, arn, managementAccountId } = callersOrganization(call);
      const management = accountIn(call.state, managementAccountId);
      return {
        Organization: {
          Id: id,
          Arn: arn,
          FeatureSet: 'ALL',
          MasterAccountArn: `arn:aws:organizations::${managementAccountId}:account/${id}/${managementAccountId}`,
          MasterAccountId: managementAccountId,
          MasterAccountEmail: management.email,
          AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
        },
      };
    },
  }),
};
