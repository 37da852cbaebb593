import {
  CreateSecretCommand,
  type CreateSecretCommandOutput,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  type PutSecretValueCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import type { Target } from '../harness/target.ts';

/** Name of the secret that one case owns. */
export function secretName(target: Target, stem: string): string {
  return `${target.world().prefix}/${stem}`;
}

/** A request token (32 to 64 characters) that the service uses as version id. */
export function versionToken(label: string): string {
  return `conformance-version-${label}`.padEnd(36, '.');
}

/** Creates a secret whose first version is `versionToken('first')`, unless a token is given. */
export async function createSecret(
  target: Target,
  stem: string,
  value: string,
  token: string = versionToken('first'),
): Promise<CreateSecretCommandOutput> {
  const answer = await target.clients().secretsManager.send(
    new CreateSecretCommand({
      Name: secretName(target, stem),
      ClientRequestToken: token,
      SecretString: value,
    }),
  );
  await target.settle();
  return answer;
}

/** One new version of a secret. */
export interface Version {
  readonly token: string;
  readonly value: string;
  /** Absent: the service moves AWSCURRENT to the new version. */
  readonly stages?: string[];
}

/** Adds a version to a secret and lets it become visible. */
export async function putVersion(
  target: Target,
  stem: string,
  version: Version,
): Promise<PutSecretValueCommandOutput> {
  const answer = await target.clients().secretsManager.send(
    new PutSecretValueCommand({
      SecretId: secretName(target, stem),
      ClientRequestToken: version.token,
      SecretString: version.value,
      ...(version.stages === undefined ? {} : { VersionStages: version.stages }),
    }),
  );
  await target.settle();
  return answer;
}

/** The staging labels of every version that has one, sorted. */
export async function stagesOf(target: Target, stem: string): Promise<Readonly<Record<string, string[]>>> {
  const { VersionIdsToStages = {} } = await target
    .clients()
    .secretsManager.send(new DescribeSecretCommand({ SecretId: secretName(target, stem) }));
  return Object.fromEntries(
    Object.entries(VersionIdsToStages).map(([version, stages]) => [version, stages.toSorted()]),
  );
}

/** Which version of a secret to read; the one with AWSCURRENT if nothing is said. */
export interface VersionChoice {
  readonly VersionId?: string;
  readonly VersionStage?: string;
}

/** Reads a value. The values of the cases are examples, not secrets. */
export async function readValue(
  target: Target,
  stem: string,
  choice: VersionChoice = {},
): Promise<string | undefined> {
  const answer = await target
    .clients()
    .secretsManager.send(new GetSecretValueCommand({ SecretId: secretName(target, stem), ...choice }));
  return answer.SecretString;
}
