import type { AccessCheck } from '../../access/check.ts';
import type { ParameterRecord } from '../../world/model.ts';
import { findParameter, parameterArn } from '../../world/parameters.ts';
import type { OperationCall } from '../operation.ts';
import { refuseImpossibleName } from './parameter-name.ts';

const NAME = { min: 1, max: 2048 };

/** Which parameter a call is about, with the permission that it needs. */
export interface ParameterTarget {
  readonly accountId: string;
  readonly region: string;
  /** The name as it was given; that of an ARN without what stands before it. */
  readonly name: string;
  readonly found: ParameterRecord | undefined;
  readonly check: AccessCheck;
}

/** Reads the Name parameter. Reads take a full ARN too; `a` and `/a` are one parameter, since they have one ARN. */
export function parameterTarget(call: OperationCall, action: string): ParameterTarget {
  const { accountId } = call.caller.identity;
  const given = call.params.requiredText('Name', NAME);
  const path =
    action === 'GetParameter' ? /^arn:aws:ssm:[^:]+:\d{12}:parameter(\/.+)$/.exec(given)?.[1] : undefined;
  // AWS takes spaces from both ends of a name.
  const name = path ?? given.trim();
  refuseImpossibleName(name);
  const place = { accountId, region: call.region, name };
  const check = { action: `ssm:${action}`, resource: parameterArn(place), resourceAccountId: accountId };
  const found = findParameter(call.state, place);
  return { ...place, name: path === undefined ? name : (found?.name ?? name), found, check };
}
