import { accountIn } from '../../world/lookup.ts';
import type { SecretRecord } from '../../world/model.ts';
import { findSecret } from '../../world/secret-changes.ts';
import type { Operation, OperationCall } from '../operation.ts';
import { secretSummary, stagesByVersion } from './describe-secret.ts';
import { secretsError } from './errors.ts';
import { secretsPage } from './secrets-page.ts';

type SecretFilter = (secret: SecretRecord, value: string) => boolean;

const FILTERS: Readonly<Record<string, SecretFilter>> = {
  name: (secret, value) => secret.name.toLowerCase().startsWith(value.toLowerCase()),
  'tag-key': (secret, value) => [...secret.tags.keys()].some((key) => key.startsWith(value)),
  'tag-value': (secret, value) => [...secret.tags.values()].some((tag) => tag.startsWith(value)),
};

/** ListSecrets: the account's secrets in one Region; those pending deletion only when asked for. */
export const listSecrets: Operation = {
  service: 'secretsmanager',
  name: 'ListSecrets',
  mutation: false,
  prepare: (call) => {
    const { accountId } = call.caller.identity;
    const filters = readFilters(call);
    return {
      checks: [{ action: 'secretsmanager:ListSecrets', resource: '*', resourceAccountId: accountId }],
      run: () => {
        const includesPlanned = call.params.flag('IncludePlannedDeletion') === true;
        const secrets = [...accountIn(call.state, accountId).secrets.values()]
          .flatMap((secret) => findSecret(call.state, secret) ?? [])
          .filter((secret) => secret.region === call.region)
          .filter((secret) => includesPlanned || secret.purgeAt === undefined)
          .filter((secret) => filters.every((filter) => filter(secret)));
        const { items, NextToken } = secretsPage(call, secrets, (secret) => secret.name);
        const SecretList = items.map((secret) => ({
          ...secretSummary(secret),
          SecretVersionsToStages: stagesByVersion(secret),
        }));
        return { SecretList, NextToken };
      },
    };
  },
};

function readFilters(call: OperationCall): readonly ((secret: SecretRecord) => boolean)[] {
  return call.params.structures('Filters').map((item) => {
    const filter = FILTERS[String(item.Key)];
    if (filter === undefined) {
      throw secretsError('InvalidParameterException', `Filter ${String(item.Key)} is not simulated.`);
    }
    const values = Array.isArray(item.Values) ? item.Values.map(String) : [];
    return (secret) => values.some((value) => filter(secret, value));
  });
}
