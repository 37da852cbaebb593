import type { Operation } from '../operation.ts';
import { getParameter } from './get-parameter.ts';
import { putParameter } from './put-parameter.ts';

/** The operations of Systems Manager that the sandbox has. */
export const SSM_OPERATIONS: readonly Operation[] = [getParameter, putParameter];
