import type { Operation } from '../operation.ts';
import { assumeRole } from './assume-role.ts';
import { getCallerIdentity } from './get-caller-identity.ts';

/** The operations of STS. */
export const STS_OPERATIONS: readonly Operation[] = [assumeRole, getCallerIdentity];
