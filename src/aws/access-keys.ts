import { GetAccessKeyLastUsedCommand, type IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { AccessKey, KeyStatus, LastUsed } from '../domain/access-key.ts';
import type { AccessKeyId } from '../domain/ids.ts';
import { instant } from '../domain/time.ts';
import { isCallFailure } from '../ports/call-failure.ts';
import type { Caller } from './call.ts';
import { allPages } from './pages.ts';

/** All access keys of a user, with whatever status IAM gives them. */
export async function listAccessKeys(
  iam: IAMClient,
  caller: Caller,
  userName: string,
): Promise<readonly AccessKey[]> {
  return await allPages(async (token) => {
    const input = { UserName: userName, ...(token === undefined ? {} : { Marker: token }) };
    const answer = await caller.read('iam', 'ListAccessKeys', (how) =>
      iam.send(new ListAccessKeysCommand(input), how),
    );
    const items = (answer.AccessKeyMetadata ?? []).flatMap((key): AccessKey[] => {
      if (key.AccessKeyId === undefined || key.CreateDate === undefined) return [];
      return [
        {
          id: key.AccessKeyId as AccessKeyId,
          status: statusOf(key.Status),
          createdAt: instant(key.CreateDate.getTime()),
        },
      ];
    });
    return { items, next: answer.IsTruncated === true ? answer.Marker : undefined };
  });
}

/** Last use of a key. Any failure is `unknown`: a throttled or denied read must never look like "never used". */
export async function readLastUsed(iam: IAMClient, caller: Caller, keyId: AccessKeyId): Promise<LastUsed> {
  try {
    const answer = await caller.read('iam', 'GetAccessKeyLastUsed', (how) =>
      iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: keyId }), how),
    );
    const used = answer.AccessKeyLastUsed;
    if (used === undefined) return { kind: 'unknown', why: 'the answer has no AccessKeyLastUsed' };
    if (used.LastUsedDate === undefined) {
      // AWS sends "N/A" beside a missing date; a service without a date is an answer that we do not understand.
      const blank = used.ServiceName === undefined || used.ServiceName === 'N/A';
      return blank ? { kind: 'never-used' } : { kind: 'unknown', why: 'a service was given without a date' };
    }
    return {
      kind: 'used',
      at: instant(used.LastUsedDate.getTime()),
      service: used.ServiceName ?? 'N/A',
      region: used.Region ?? 'N/A',
    };
  } catch (error) {
    if (isCallFailure(error)) return { kind: 'unknown', why: `${error.operation} failed: ${error.awsCode}` };
    throw error;
  }
}

function statusOf(status: string | undefined): KeyStatus {
  if (status === 'Active') return 'active';
  return status === 'Inactive' ? 'inactive' : 'unknown';
}
