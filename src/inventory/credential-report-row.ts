import { createHash } from 'node:crypto';
import type { CredentialRow, ReportedKey } from '../domain/credential-report.ts';
import type { Instant } from '../domain/time.ts';
import { booleanOf, nameOf, saysNothing, type Told, timeOf } from './credential-report-cells.ts';
import type { ReportRecord } from './credential-report-csv.ts';

/** Other dates and switches that AWS writes: read for one reason only, that a row which was cut off does not pass. */
const FURTHER_SWITCHES = ['cert_1_active', 'cert_2_active'] as const;
const FURTHER_TIMES = ['password_last_changed', 'cert_1_last_rotated', 'cert_2_last_rotated'] as const;

/** One user's row, or what is wrong with it. */
export function credentialRow(
  record: ReportRecord,
  generatedAt: Instant,
): CredentialRow | { readonly wrong: string } {
  const faults: string[] = [];
  const take = <T>(column: string, told: Told<T>): T | undefined => {
    if ('wrong' in told) faults.push(`${column} in line ${record.line} ${told.wrong}`);
    return 'wrong' in told ? undefined : told.value;
  };
  const time = (column: string) => take(column, timeOf(record.cell(column), generatedAt));
  const flag = (column: string) => take(column, booleanOf(record.cell(column)));

  const userName = record.cell('user') ?? '';
  const arn = record.cell('arn') ?? '';
  if (userName === '') faults.push(`user in line ${record.line} is empty`);
  if (!/^arn:[^:]+:iam::\d{12}:user\//.test(arn))
    faults.push(`arn in line ${record.line} is not that of a user`);
  for (const column of FURTHER_SWITCHES) flag(column);
  for (const column of FURTHER_TIMES) time(column);
  const createdAt = time('user_creation_time');
  const passwordEnabled = flag('password_enabled');
  const passwordLastUsedAt = time('password_last_used');
  const mfaActive = flag('mfa_active') === true;
  const keys = [keyOf(1), keyOf(2)] as const;
  const [fault] = faults;
  if (fault !== undefined) return { wrong: fault };
  return {
    userName,
    arn,
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(passwordEnabled === undefined ? {} : { passwordEnabled }),
    ...(passwordLastUsedAt === undefined ? {} : { passwordLastUsedAt }),
    mfaActive,
    keys,
    fingerprint: fingerprintOf([userName, arn, createdAt, keys, furtherCredentials(record)]),
    showsNoKey: showsNoKey(record),
    tellsOfFurther: tellsOfFurther(record),
  };

  function keyOf(which: 1 | 2): ReportedKey {
    const column = (name: string): string => `access_key_${which}_${name}`;
    const active = flag(column('active'));
    // Everything else may be missing; of a key that is neither on nor off nothing is understood.
    if (active === undefined) faults.push(`${column('active')} in line ${record.line} says nothing`);
    const lastRotated = time(column('last_rotated'));
    const lastUsedAt = time(column('last_used_date'));
    const lastUsedRegion = nameOf(record.cell(column('last_used_region')));
    const lastUsedService = nameOf(record.cell(column('last_used_service')));
    return {
      active: active === true,
      ...(lastRotated === undefined ? {} : { lastRotated }),
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
      ...(lastUsedRegion === undefined ? {} : { lastUsedRegion }),
      ...(lastUsedService === undefined ? {} : { lastUsedService }),
    };
  }
}

/**
 * A short text that is equal as long as nobody changed the user's keys.
 *
 * Named field by field: a column that AWS adds, or the daily last-used columns, must not make every user look changed.
 */
function fingerprintOf([userName, arn, createdAt, keys, further]: readonly [
  string,
  string,
  Instant | undefined,
  readonly [ReportedKey, ReportedKey],
  string | undefined,
]): string {
  const slots = keys.map(({ active, lastRotated }) => [active, lastRotated ?? null]);
  const facts = JSON.stringify([userName, arn, createdAt ?? null, slots, further ?? null]);
  return createHash('sha256').update(facts).digest('base64url').slice(0, 22);
}

/** `additional_credentials_info`: the newer column on keys beyond the second; undefined when there are none. */
function furtherCredentials(record: ReportRecord): string | undefined {
  return nameOf(record.cell('additional_credentials_info'));
}

/** Only a plain N/A in every column counts: whatever else stands there may be the trace of a key. */
function showsNoKey(record: ReportRecord): boolean {
  const empty = (column: string): boolean => {
    const cell = record.cell(column);
    return cell === undefined || cell.toUpperCase() === 'N/A';
  };
  const slotIsEmpty = (which: number): boolean =>
    record.cell(`access_key_${which}_active`)?.toLowerCase() === 'false' &&
    ['last_rotated', 'last_used_date', 'last_used_region', 'last_used_service'].every((name) =>
      empty(`access_key_${which}_${name}`),
    );
  return slotIsEmpty(1) && slotIsEmpty(2) && !tellsOfFurther(record);
}

function tellsOfFurther(record: ReportRecord): boolean {
  const further = record.cell('additional_credentials_info');
  return further !== '' && !saysNothing(further);
}
