import { accountIn } from '../../world/lookup.ts';
import type { SecretRecord } from '../../world/model.ts';
import { findSecret } from '../../world/secret-changes.ts';
import { isBehind, lookBehind, secretPlace } from '../../world/stale-look.ts';
import type { Operation, OperationCall } from '../operation.ts';
import { secretSummary, stagesByVersion } from './describe-secret.ts';
import { secretsError } from './errors.ts';
import { orderOf, secretsPage } from './secrets-page.ts';

type SecretFilter = (secret: SecretRecord, value: string) => boolean;

const FILTERS: Readonly<Record<string, SecretFilter>> = {
  name: (secret, value) => secret.name.toLowerCase().startsWith(value.toLowerCase()),
  'tag-key': (secret, value) => [...secret.tags.keys()].some((key) => key.startsWith(value)),
  'tag-value': (secret, value) => [...secret.tags.values()].some((tag) => tag.startsWith(value)),
};

/** The last instant that has a date: what comes later sorts first when counted back from it. */
const END_OF_TIME = 8.64e15;

/**
 * ListSecrets: the account's secrets in one Region by the time of their creation; those pending deletion only when asked
 * for. AWS says that it may not show the changes of the last five minutes, as half of the answers here do not.
 */
export const listSecrets: Operation = {
  service: 'secretsmanager',
  name: 'ListSecrets',
  mutation: false,
  prepare: (call) => {
    const { accountId } = call.caller.identity;
    const filters = readFilters(call);
    const newestFirst = call.params.text('SortOrder', { oneOf: ['asc', 'desc'] }) === 'desc';
    const sortBy = call.params.text('SortBy') ?? 'created-date';
    if (sortBy !== 'created-date') {
      throw secretsError('InvalidParameterException', `SortBy ${sortBy} is not simulated.`);
    }
    return {
      checks: [{ action: 'secretsmanager:ListSecrets', resource: '*', resourceAccountId: accountId }],
      run: () => {
        const includesPlanned = call.params.flag('IncludePlannedDeletion') === true;
        const secrets = seenSecrets(call, accountId)
          .filter((secret) => includesPlanned || secret.purgeAt === undefined)
          .filter((secret) => filters.every((filter) => filter(secret)));
        const order = ({ createdAt, name }: SecretRecord): string =>
          `${orderOf(newestFirst ? END_OF_TIME - createdAt : createdAt)}/${name}`;
        const { items, NextToken } = secretsPage(call, secrets, order);
        const SecretList = items.map((secret) => ({
          ...secretSummary(secret),
          SecretVersionsToStages: stagesByVersion(secret),
        }));
        return { SecretList, NextToken };
      },
    };
  },
};

/** The secrets of the caller's Region as this answer knows them. */
function seenSecrets(call: OperationCall, accountId: string): readonly SecretRecord[] {
  const { state, region } = call;
  const { secrets } = accountIn(state, accountId);
  const behind = isBehind(state, `list/${accountId}`) ? state.options.propagation.secretList : 0;
  const seen = new Map<string, SecretRecord | undefined>();
  for (const secret of [...secrets.values()]) {
    const present = findSecret(state, secret);
    const place = secretPlace(secret);
    seen.set(place, lookBehind(state, state.pasts.secrets.get(place), { present, behind }));
  }
  return [...seen.values()].flatMap((secret) => (secret?.region === region ? [secret] : []));
}

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
