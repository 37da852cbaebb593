import type { LastUsed } from '../domain/access-key.ts';
import { ageOf, isExempt, isOverLimit, limitOf, statusAfter } from '../domain/key-facts.ts';
import { dueOf, nextActOf } from '../domain/next-act.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { DAY, type Instant, isoTime } from '../domain/time.ts';
import { type KeyNaming, keyName, withMaskedKeys } from '../messages/key-name.ts';
import { KEY_NOT_FETCHABLE } from '../messages/lost-key-text.ts';
import type { CsvValue } from './csv-cell.ts';
import { lostKeyOf } from './lost-keys.ts';

/** What a column is filled from. */
export interface CsvRow extends KeyNaming {
  readonly decision: ReportedDecision;
  readonly report: RunReport;
}

/** One column of the CSV output. */
export interface CsvColumn {
  readonly name: string;
  readonly meaning: string;
  readonly value: (row: CsvRow) => CsvValue;
}

const NEXT_MEANING =
  'What comes next: `act` (a change), `held-then` (a change that will be held on its day, as is known already), `limit` (the age limit), `held` (held now) or `nothing`.';

/** The columns in their order. New ones are added at the end; none is removed or changes its meaning. */
export const CSV_COLUMNS: readonly CsvColumn[] = [
  column('account_id', 'Account id, twelve digits.', ({ decision }) => decision.accountId),
  column('account_name', 'Name of the account.', ({ decision }) => decision.accountName),
  column('user_id', 'Unique id of the IAM user.', ({ decision }) => decision.userId),
  column('user_name', 'Name of the IAM user.', ({ decision }) => decision.userName),
  column('key_id', 'Access key id: `…WXYZ`, or in full with `--full-ids`.', (row) =>
    keyName(row.decision.keyId, row),
  ),
  column('key_status', '`active`, `inactive`, `unknown` or `gone`, after the run.', ({ decision }) =>
    statusAfter(decision),
  ),
  column('key_created_at', 'When the key was created.', ({ decision }) => time(decision.createdAt)),
  column('age_days', 'Its age in whole days when the run decided about it.', ({ decision, report }) =>
    wholeDays(ageOf(decision, report.endedAt)),
  ),
  column('limit_days', 'Its age limit in days.', ({ decision }) => wholeDays(limitOf(decision))),
  column('over_limit', 'Whether it works and is at or past its limit.', ({ decision, report }) =>
    isOverLimit(decision, report.endedAt),
  ),
  column('last_used', '`used`, `never-used`, `unknown`; empty when nobody asked.', (row) => use(row)?.kind),
  column('last_used_at', 'When it was last used.', (row) => time(used(row)?.at)),
  column('last_used_service', 'The AWS service it was used for.', (row) => used(row)?.service),
  column('last_used_region', 'The Region it was used in.', (row) => used(row)?.region),
  column('action', 'What is to be done, or was done.', ({ decision }) => decision.action),
  column('reason', 'Why; see [reasons](reasons.md).', ({ decision }) => decision.reason),
  column('due_at', 'When it became or becomes due.', ({ decision, report }) =>
    time(dueOf(decision, report.endedAt)),
  ),
  column(
    'outcome',
    '`done`, `stale`, `deferred` or `failed`, if it was executed.',
    ({ decision }) => decision.outcome?.status,
  ),
  column('outcome_code', 'Error code.', ({ decision: { outcome } }) =>
    outcome?.status === 'failed' ? outcome.code : undefined,
  ),
  column('outcome_why', 'The cause in words.', (row) => outcomeWhy(row)),
  column('held', 'What is held.', ({ decision }) => decision.held),
  column('held_since', 'Since when.', ({ decision }) => time(decision.heldSince)),
  column('gates', 'The gates that object, separated by spaces.', ({ decision }) =>
    decision.objections?.map(({ gate }) => gate).join(' '),
  ),
  column('escalated', 'Whether the hold is older than `policy.holdEscalateAfter`.', ({ decision }) =>
    decision.action === 'hold' ? decision.escalated === true : undefined,
  ),
  column('exempt', 'Whether the user is exempt.', ({ decision }) => isExempt(decision)),
  column('exempt_by', 'By which rule.', ({ decision: { evidence } }) => {
    const exempt = evidence.find((fact) => fact.kind === 'exempt');
    return exempt?.by;
  }),
  column(
    'policy_override',
    'Override that the user’s policy comes from.',
    ({ decision }) => decision.policySource?.override,
  ),
  column('policy_tags', 'Tags of the user that were followed, separated by spaces.', ({ decision }) =>
    decision.policySource?.tags?.join(' '),
  ),
  column('refused_tags', 'Tags that policy does not allow and that were not followed.', ({ decision }) =>
    decision.refusedTags?.join(' '),
  ),
  column('enforce', 'Whether the run was allowed to change anything.', ({ report }) => report.enforce),
  column('run_id', 'Identifies the run.', ({ report }) => report.runId),
  column('run_ended_at', 'When the run ended.', ({ report }) => time(report.endedAt)),
  column('next', NEXT_MEANING, ({ decision, report }) => nextActOf(decision, report.endedAt).kind),
  column('next_at', 'When, if it is known; see `next`.', ({ decision, report }) =>
    time(nextActOf(decision, report.endedAt).at),
  ),
  column('finding', '`KEY_NOT_FETCHABLE` when nobody can fetch the key any more.', ({ decision }) =>
    lostKeyOf(decision) === undefined ? undefined : KEY_NOT_FETCHABLE,
  ),
];

function column(name: string, meaning: string, value: CsvColumn['value']): CsvColumn {
  return { name, meaning, value };
}

function time(at: Instant | undefined): string | undefined {
  return at === undefined ? undefined : isoTime(at);
}

function wholeDays(length: number | undefined): number | undefined {
  return length === undefined ? undefined : Math.floor(length / DAY);
}

function use({ decision }: CsvRow): LastUsed | undefined {
  const own = decision.evidence.find((fact) => fact.kind === 'last-used' && fact.keyId === decision.keyId);
  return own?.kind === 'last-used' ? own.lastUsed : undefined;
}

function used(row: CsvRow): (LastUsed & { readonly kind: 'used' }) | undefined {
  const lastUsed = use(row);
  return lastUsed?.kind === 'used' ? lastUsed : undefined;
}

function outcomeWhy(row: CsvRow): string | undefined {
  const { outcome } = row.decision;
  return outcome !== undefined && 'why' in outcome ? withMaskedKeys(outcome.why, row) : undefined;
}
