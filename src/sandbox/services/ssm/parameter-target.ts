import type { AccessCheck } from '../../access/check.ts';
import { parameterArn } from '../../world/parameters.ts';
import type { OperationCall } from '../operation.ts';

const NAME = { min: 1, max: 2048 };

/** Which parameter a call is about, with the permission that it needs. */
export interface ParameterTarget {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly check: AccessCheck;
}

/** Reads the Name parameter; a full ARN is taken too. */
export function parameterTarget(call: OperationCall, action: string): ParameterTarget {
  const { accountId } = call.caller.identity;
  const given = call.params.requiredText('Name', NAME);
  const path = /^arn:aws:ssm:[^:]+:\d{12}:parameter(\/.+)$/.exec(given)?.[1];
  const { parameters } = call.state.accounts.get(accountId) ?? {};
  const name =
    path === undefined ? given : nameOfPath(path, (one) => parameters?.has(`${call.region}/${one}`));
  const resource = parameterArn({ accountId, region: call.region, name });
  const check = { action: `ssm:${action}`, resource, resourceAccountId: accountId };
  return { accountId, region: call.region, name, check };
}

/** In an ARN `/a` may be the parameter `a` or `/a`. */
function nameOfPath(path: string, exists: (name: string) => boolean | undefined): string {
  return exists(path) === true ? path : path.slice(1);
}
