import type { ServiceName } from '../wire/service.ts';
import { IAM_OPERATIONS } from './iam/operations.ts';
import type { Operation } from './operation.ts';
import { ORGANIZATIONS_OPERATIONS } from './organizations/operations.ts';
import { SECRETS_MANAGER_OPERATIONS } from './secrets-manager/operations.ts';
import { SSM_OPERATIONS } from './ssm/operations.ts';
import { STS_OPERATIONS } from './sts/operations.ts';

/** Every operation of every service. */
export const ALL_OPERATIONS: readonly Operation[] = [
  ...IAM_OPERATIONS,
  ...STS_OPERATIONS,
  ...ORGANIZATIONS_OPERATIONS,
  ...SECRETS_MANAGER_OPERATIONS,
  ...SSM_OPERATIONS,
];

const BY_NAME: ReadonlyMap<string, Operation> = new Map(
  ALL_OPERATIONS.map((operation) => [`${operation.service}/${operation.name}`, operation]),
);

/** The operation of a name; undefined when the sandbox does not have it. */
export function findOperation(service: ServiceName, name: string): Operation | undefined {
  return BY_NAME.get(`${service}/${name}`);
}
