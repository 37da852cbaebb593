import { ListSecretsCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import type { Clients } from '../harness/target.ts';
import { createKey, credentialsOf } from './access-key-calls.ts';

const MINUTE = 60_000;

/** For how long a signature is good: what a process that slept between signing and sending relies on. */
export const signatureAgeCases: CaseFile = (target) => {
  let clients: Promise<Clients> | undefined;
  /** One key serves all cases: nothing but its signatures matters here. */
  const anybody = (): Promise<Clients> => {
    clients ??= createKey(target, 'signature-age').then(({ key }) => target.clientsWith(credentialsOf(key)));
    return clients;
  };
  return [
    {
      id: 'signature-age/sts-near',
      title: 'STS takes a signature of 14 minutes ago',
      source: 'boto/botocore issue 3587, and the texts "- 15 min." of refusals by STS and IAM',
      run: async () => {
        const { sts } = await anybody();
        const answer = await signedAgo(sts, 14 * MINUTE, () => sts.send(new GetCallerIdentityCommand({})));
        expect(answer.Account).toBe(target.world().homeAccountId);
      },
    },
    {
      id: 'signature-age/sts-far',
      title: 'STS refuses one of 16 minutes ago as SignatureDoesNotMatch',
      source: 'boto/botocore issue 3587, and the texts "- 15 min." of refusals by STS and IAM',
      run: async () => {
        const { sts } = await anybody();
        const call = signedAgo(sts, 16 * MINUTE, () => sts.send(new GetCallerIdentityCommand({})));
        expect(await errorName(call)).toBe('SignatureDoesNotMatch');
      },
    },
    {
      id: 'signature-age/secrets-manager',
      title: 'Secrets Manager refuses a signature of six minutes ago as InvalidSignature',
      source: 'boto/boto3 issue 4716, boto/botocore issue 3587 (messages of AWS: "- 5 min.")',
      run: async () => {
        const { secretsManager } = await anybody();
        const list = () => secretsManager.send(new ListSecretsCommand({}));
        const call = signedAgo(secretsManager, 6 * MINUTE, list);
        expect(await errorName(call)).toBe('InvalidSignatureException');
      },
    },
  ];
};

/** Sends as if the request had been signed some time ago; the client is its old self afterwards. */
async function signedAgo<Answer>(
  client: STSClient | SecretsManagerClient,
  age: number,
  send: () => Promise<Answer>,
): Promise<Answer> {
  const { config } = client;
  const before = Object.getOwnPropertyDescriptor(config, 'systemClockOffset') ?? { value: 0, writable: true };
  const get = (): number => (before.get?.call(config) ?? before.value) - age;
  Object.defineProperty(config, 'systemClockOffset', { get, set: () => {}, configurable: true });
  try {
    return await send();
  } finally {
    Object.defineProperty(config, 'systemClockOffset', { ...before, configurable: true });
  }
}
