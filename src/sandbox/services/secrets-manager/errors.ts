import { ServiceError } from '../../service-error.ts';

/** The failures of Secrets Manager, each with its AWS name. */
export type SecretsFailure =
  | 'ResourceNotFoundException'
  | 'ResourceExistsException'
  | 'InvalidRequestException'
  | 'InvalidParameterException'
  | 'InvalidNextTokenException'
  | 'MalformedPolicyDocumentException'
  | 'PublicPolicyException'
  | 'LimitExceededException';

/** Makes a failure of Secrets Manager; all of them are HTTP 400. */
export function secretsError(failure: SecretsFailure, message: string): ServiceError {
  return new ServiceError(failure, 400, message);
}
