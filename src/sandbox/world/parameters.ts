import { conceal } from '../concealed.ts';
import { accountIn } from './lookup.ts';
import type { ParameterRecord } from './model.ts';
import { type Actor, BY_HAND, emit, type WorldState } from './state.ts';
import type { ParametersDesk, RegionalRef } from './world.ts';

const DEFAULT_REGION = 'us-east-1';

/** A value to become a parameter, or its next version. */
export interface NewParameter {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  readonly value: string;
  readonly type: string;
}

/** The ARN of a parameter; a leading slash of the name is not doubled. */
export function parameterArn(ref: Pick<NewParameter, 'accountId' | 'region' | 'name'>): string {
  const slash = ref.name.startsWith('/') ? '' : '/';
  return `arn:aws:ssm:${ref.region}:${ref.accountId}:parameter${slash}${ref.name}`;
}

/** The parameter of a name; `a` and `/a` are one. */
export function findParameter(
  state: WorldState,
  ref: Pick<NewParameter, 'accountId' | 'region' | 'name'>,
): ParameterRecord | undefined {
  return state.accounts.get(ref.accountId)?.parameters.get(placeOf(ref));
}

/** Writes a parameter. */
export function putParameter(state: WorldState, fresh: NewParameter, actor: Actor): ParameterRecord {
  const { parameters } = accountIn(state, fresh.accountId);
  const existing = findParameter(state, fresh);
  const record: ParameterRecord = {
    ...fresh,
    name: existing?.name ?? fresh.name,
    arn: parameterArn(fresh),
    value: conceal(fresh.value),
    version: (existing?.version ?? 0) + 1,
    modifiedAt: state.clock.now(),
  };
  parameters.set(placeOf(fresh), record);
  const detail = { name: record.name, version: record.version };
  emit(state, actor, { type: 'PutParameter', accountId: fresh.accountId, detail });
  return record;
}

/** Makes the desk that handles parameters past all authorization. */
export function createParametersDesk(state: WorldState): ParametersDesk {
  const whole = (ref: RegionalRef) => ({ ...ref, region: ref.region ?? DEFAULT_REGION });
  const find = (ref: RegionalRef): ParameterRecord | undefined => findParameter(state, whole(ref));
  return {
    put: (accountId, { name, region, value, type }) => {
      const fresh = { accountId, region: region ?? DEFAULT_REGION, name, value, type: type ?? 'String' };
      return putParameter(state, fresh, BY_HAND);
    },
    find,
    value: (ref) => find(ref)?.value.reveal(),
    remove: (ref) => {
      accountIn(state, ref.accountId).parameters.delete(placeOf(whole(ref)));
    },
  };
}

function placeOf(ref: { readonly region: string; readonly name: string }): string {
  return `${ref.region}/${ref.name.replace(/^\//, '')}`;
}
