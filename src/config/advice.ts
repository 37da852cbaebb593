import type { Settings } from '../domain/settings.ts';
import { type Instant, isoTime } from '../domain/time.ts';

/** What is allowed in settings and probably not meant. Without a time, nothing is said of what has ended. */
export function adviceOn(settings: Settings, now?: Instant): readonly string[] {
  return [
    ...adviceOnNames(settings),
    ...adviceOnReaders(settings),
    ...adviceOnUnits(settings),
    ...(now === undefined ? [] : adviceOnEnds(settings, now)),
  ];
}

function adviceOnNames({ delivery }: Settings): readonly string[] {
  if (delivery.secretName.includes('{account}')) return [];
  return [
    'delivery.secretName does not contain {account}: names of secrets then do not tell the accounts of users of the same name apart.',
  ];
}

/** Not wrong: secrets that were taken over earlier stay so, whatever is switched off later. */
function adviceOnReaders({ delivery }: Settings): readonly string[] {
  if (!delivery.readersConfirmed) return [];
  return [
    ...(delivery.adoptExisting
      ? []
      : [
          'delivery.readersConfirmed is on while delivery.adoptExisting is off: it concerns only secrets that were taken over before.',
        ]),
    ...(delivery.readers.length > 0
      ? []
      : [
          'delivery.readersConfirmed is on and delivery.readers names nobody: from the next rotation on, only the owners can read secrets that were taken over.',
        ]),
  ];
}

/** The account alone is looked at then, and what it belongs to is not known. */
function adviceOnUnits({ organization, exemptions, overrides }: Settings): readonly string[] {
  if (organization.mode !== 'organization' || organization.onListDenied !== 'this-account') return [];
  const rules = [...exemptions, ...overrides.map(({ when }) => when)];
  const depends = rules.some(
    (rule) => rule.organizationalUnits !== undefined || rule.accountTags !== undefined,
  );
  if (!depends) return [];
  return [
    'organization.onListDenied is this-account: where listing is denied, conditions on organizational units and account tags cannot be judged.',
  ];
}

function adviceOnEnds({ exemptions, safety }: Settings, now: Instant): readonly string[] {
  return [
    ...exemptions.flatMap(({ until }, at) =>
      until !== undefined && until <= now
        ? [`exemptions[${at}] ended at ${isoTime(until)} and exempts nobody any more.`]
        : [],
    ),
    ...safety.freeze.flatMap(({ until }, at) =>
      until <= now ? [`safety.freeze[${at}] ended at ${isoTime(until)}; it can be removed.`] : [],
    ),
  ];
}
