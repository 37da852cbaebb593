import { expect, test } from 'vitest';
import type { AccessKeyId, AccountId, UserId } from '../domain/ids.ts';
import type { Notice } from '../domain/memory.ts';
import { instant } from '../domain/time.ts';
import { noticeText } from './notice-text.ts';

const at = instant(Date.UTC(2026, 5, 30));

function notice(rest: Pick<Notice, 'kind'> & Partial<Notice>): Notice {
  return {
    id: 'notice',
    accountId: '111122223333' as AccountId,
    userId: 'AIDAEXAMPLE' as UserId,
    userName: 'deploy',
    keyId: 'AKIAIOSFODNN7EXAMPLE' as AccessKeyId,
    reason: 'EXPIRED_ACTIVE_KEY',
    queuedAt: at,
    ...rest,
  };
}

const secretArn = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:deploy-AbCdEf';

test.each([
  [
    notice({ kind: 'rotated', plannedFor: at, secretArn }),
    /ready in secret arn:.*deactivated on or after 2026-06-30\.$/,
  ],
  [notice({ kind: 'rotated' }), /ready in its secret; .*deactivated soon\.$/],
  [
    notice({ kind: 'warning', pending: 'delete', plannedFor: at }),
    /will be deleted on or after 2026-06-30\.$/,
  ],
  [notice({ kind: 'extended', plannedFor: at }), /postponed once, to 2026-06-30\.$/],
  [notice({ kind: 'extended' }), /although its replacement is ready; .*postponed once\.$/],
  // Of two keys that both are due there is no replacement.
  [
    notice({ kind: 'extended', reason: 'KEY_PENDING_EXPIRATION_CONFLICT' }),
    /still in use; .*postponed once\.$/,
  ],
  [notice({ kind: 'deactivated' }), /was deactivated\..*undo/],
  [notice({ kind: 'deleted' }), /was deleted/],
  [notice({ kind: 'reactivated' }), /is active again\.$/],
  [
    notice({ kind: 'held', reason: 'TWO_ACTIVE_KEYS_CONFLICT' }),
    /\(two active keys, TWO_ACTIVE_KEYS_CONFLICT\)/,
  ],
])('%#: %s', (given, text) => {
  expect(noticeText(given)).toMatch(text);
  expect(noticeText(given)).toContain('…MPLE of deploy (account 111122223333)');
  expect(noticeText(given)).not.toContain('AKIA');
});
