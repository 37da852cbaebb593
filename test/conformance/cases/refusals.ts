import { ListUsersCommand } from '@aws-sdk/client-iam';
import { ListRootsCommand } from '@aws-sdk/client-organizations';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import type { Clients, Credentials, Feature, Target } from '../harness/target.ts';
import { parameterName } from '../world/fixtures.ts';
import { createKey, credentialsOf } from './access-key-calls.ts';
import { secretName } from './secret-calls.ts';

/** Example pairs of the AWS documentation: well-formed, in no account. */
const UNKNOWN_KEY: Credentials = {
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
};
const WRONG_SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

type Service = 'iam' | 'sts' | 'secrets-manager' | 'ssm' | 'organizations';

/** The query protocol (IAM, STS) and JSON 1.1 (the others) name the same refusals differently. */
const UNKNOWN_KEY_ERROR: Readonly<Record<Service, string>> = {
  iam: 'InvalidClientTokenId',
  sts: 'InvalidClientTokenId',
  'secrets-manager': 'UnrecognizedClientException',
  ssm: 'UnrecognizedClientException',
  organizations: 'UnrecognizedClientException',
};
const SIGNATURE_ERROR: Readonly<Record<Service, string>> = {
  iam: 'SignatureDoesNotMatch',
  sts: 'SignatureDoesNotMatch',
  'secrets-manager': 'InvalidSignatureException',
  ssm: 'InvalidSignatureException',
  organizations: 'InvalidSignatureException',
};
/** STS is not here: GetCallerIdentity needs no permission. */
const DENIED_ERROR: Readonly<Partial<Record<Service, string>>> = {
  iam: 'AccessDenied',
  'secrets-manager': 'AccessDeniedException',
  ssm: 'AccessDeniedException',
  organizations: 'AccessDeniedException',
};

/** How each service refuses a request: key unknown, signature wrong, action not allowed. */
export const refusalCases: CaseFile = (target) => {
  // One key for the whole file: a user holds only two.
  let created: Promise<Credentials> | undefined;
  const powerlessKey = (): Promise<Credentials> => {
    created ??= createKey(target, 'powerless').then(({ key }) => credentialsOf(key));
    return created;
  };
  return [
    ...namesByService(UNKNOWN_KEY_ERROR).map(([service, expected]) => ({
      ...needsOf(service),
      id: `refusals/unknown-key-${service}`,
      title: `${service} refuses an unknown key with ${expected}`,
      run: async () => {
        const call = anyCall(target, service, target.clientsWith(UNKNOWN_KEY));
        expect(await errorName(call)).toBe(expected);
      },
    })),
    ...namesByService(SIGNATURE_ERROR).map(([service, expected]) => ({
      ...needsOf(service),
      id: `refusals/wrong-secret-${service}`,
      title: `${service} refuses a known key with another secret with ${expected}`,
      run: async () => {
        const { accessKeyId } = await powerlessKey();
        const clients = target.clientsWith({ accessKeyId, secretAccessKey: WRONG_SECRET });
        expect(await errorName(anyCall(target, service, clients))).toBe(expected);
      },
    })),
    ...namesByService(DENIED_ERROR).map(([service, expected]) => ({
      ...needsOf(service),
      id: `refusals/denied-${service}`,
      title: `${service} refuses a user without policies with ${expected}`,
      run: async () => {
        const clients = target.clientsWith(await powerlessKey());
        expect(await errorName(anyCall(target, service, clients))).toBe(expected);
      },
    })),
  ];
};

/** Outside an organization the service answers that, before anything else. */
function needsOf(service: Service): { needs?: Feature } {
  return service === 'organizations' ? { needs: 'organization' } : {};
}

function namesByService(table: Readonly<Partial<Record<Service, string>>>): readonly [Service, string][] {
  return Object.entries(table) as [Service, string][];
}

function anyCall(target: Target, service: Service, clients: Clients): Promise<unknown> {
  switch (service) {
    case 'iam':
      return clients.iam.send(new ListUsersCommand({}));
    case 'sts':
      return clients.sts.send(new GetCallerIdentityCommand({}));
    case 'secrets-manager':
      return clients.secretsManager.send(
        new DescribeSecretCommand({ SecretId: secretName(target, 'no-matter') }),
      );
    case 'ssm':
      return clients.ssm.send(new GetParameterCommand({ Name: parameterName(target.world().prefix) }));
    case 'organizations':
      return clients.organizations.send(new ListRootsCommand({}));
  }
}
