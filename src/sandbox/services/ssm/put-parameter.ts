import { ServiceError } from '../../service-error.ts';
import { putParameter as write } from '../../world/parameters.ts';
import type { Operation } from '../operation.ts';
import { parameterTarget } from './parameter-target.ts';

const TYPES = ['String', 'StringList', 'SecureString'];

/** PutParameter: an existing name needs Overwrite. */
export const putParameter: Operation = {
  service: 'ssm',
  name: 'PutParameter',
  mutation: true,
  prepare: (call) => {
    const { params, state, caller } = call;
    const { check, ...place } = parameterTarget(call, 'PutParameter');
    const value = params.requiredText('Value', { min: 1, max: 8192 });
    const type = params.text('Type', { oneOf: TYPES });
    return {
      checks: [check],
      run: () => {
        const existing = state.accounts.get(place.accountId)?.parameters.get(`${place.region}/${place.name}`);
        if (existing !== undefined && params.flag('Overwrite') !== true) {
          const message = 'The parameter already exists. To overwrite this value, set the overwrite option.';
          throw new ServiceError('ParameterAlreadyExists', 400, message);
        }
        const record = write(
          state,
          { ...place, value, type: type ?? existing?.type ?? 'String' },
          caller.actor,
        );
        return { Version: record.version, Tier: 'Standard' };
      },
    };
  },
};
