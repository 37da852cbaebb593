import { ServiceError } from '../../service-error.ts';
import { putParameter as write } from '../../world/parameters.ts';
import type { Operation, OperationCall } from '../operation.ts';
import { refuseForbiddenName } from './parameter-name.ts';
import { parameterTarget } from './parameter-target.ts';

const TYPES = ['String', 'StringList', 'SecureString'];
const STANDARD_BYTES = 4096;

/** PutParameter: an existing name needs Overwrite, a new one a type; of the tiers there is only the standard one. */
export const putParameter: Operation = {
  service: 'ssm',
  name: 'PutParameter',
  mutation: true,
  prepare: (call) => {
    const { params, state, caller } = call;
    const { check, found: existing, ...place } = parameterTarget(call, 'PutParameter');
    refuseForbiddenName(place.name);
    const value = readValue(call);
    const type = params.text('Type', { oneOf: TYPES });
    const overwrites = params.flag('Overwrite') === true;
    if (existing === undefined && type === undefined) {
      throw params.invalid('A parameter type is required when you create a parameter.');
    }
    return {
      checks: [check],
      run: () => {
        if (existing !== undefined && !overwrites) {
          const message = 'The parameter already exists. To overwrite this value, set the overwrite option.';
          throw new ServiceError('ParameterAlreadyExists', 400, message);
        }
        const fresh = { ...place, value, type: type ?? existing?.type ?? 'String' };
        const record = write(state, fresh, caller.actor);
        return { Version: record.version, Tier: 'Standard' };
      },
    };
  },
};

function readValue({ params }: OperationCall): string {
  const value = params.requiredText('Value', { min: 1 });
  if (Buffer.byteLength(value) > STANDARD_BYTES) {
    throw params.invalid(
      `Standard tier parameters support a maximum parameter value of ${STANDARD_BYTES} characters.`,
    );
  }
  if (params.has('Tier') && params.text('Tier') !== 'Standard') {
    throw params.invalid('Only the tier Standard is simulated.');
  }
  return value;
}
