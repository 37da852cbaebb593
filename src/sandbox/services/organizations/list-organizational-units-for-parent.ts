import type { Operation } from '../operation.ts';
import { organizationsCheck, readableOrganization } from './access.ts';
import { organizationsPage } from './organizations-page.ts';
import { namedParent } from './targets.ts';

/** ListOrganizationalUnitsForParent: the units directly in the root or a unit. */
export const listOrganizationalUnitsForParent: Operation = {
  service: 'organizations',
  name: 'ListOrganizationalUnitsForParent',
  mutation: false,
  prepare: (call) => ({
    checks: [organizationsCheck(call, 'ListOrganizationalUnitsForParent')],
    run: () => {
      const organization = readableOrganization(call);
      const parent = namedParent(call.state, call.params);
      const children = [...organization.units.values()].filter((unit) => unit.parentId === parent.id);
      const { items, NextToken } = organizationsPage(call, children, (unit) => unit.id);
      return {
        OrganizationalUnits: items.map(({ id, arn, name }) => ({ Id: id, Arn: arn, Name: name })),
        NextToken,
      };
    },
  }),
};
