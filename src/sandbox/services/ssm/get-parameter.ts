import { ServiceError } from '../../service-error.ts';
import type { Operation } from '../operation.ts';
import { parameterTarget } from './parameter-target.ts';

/** GetParameter: the current value; a SecureString without WithDecryption comes back unreadable. */
export const getParameter: Operation = {
  service: 'ssm',
  name: 'GetParameter',
  mutation: false,
  prepare: (call) => {
    const target = parameterTarget(call, 'GetParameter');
    return {
      checks: [target.check],
      run: () => {
        const record = target.found;
        if (record === undefined) {
          throw new ServiceError('ParameterNotFound', 400, `Parameter ${target.name} not found.`);
        }
        const isReadable = record.type !== 'SecureString' || call.params.flag('WithDecryption') === true;
        return {
          Parameter: {
            // The name by which it was asked for, with its slash or without.
            Name: target.name,
            Type: record.type,
            Value: isReadable ? record.value.reveal() : 'AQICAHsandbox-encrypted',
            Version: record.version,
            LastModifiedDate: new Date(record.modifiedAt),
            ARN: record.arn,
            DataType: 'text',
          },
        };
      },
    };
  },
};
