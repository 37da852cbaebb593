import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  type IAMClient,
  ListGroupsForUserCommand,
  ListUserTagsCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import type { AccessKeyId } from '../domain/ids.ts';
import { SecretText } from '../domain/secret-text.ts';
import { instant } from '../domain/time.ts';
import type { Readable } from '../domain/user-facts.ts';
import { CallFailure, isCallFailure } from '../ports/call-failure.ts';
import type { SecretStore, UserSession } from '../ports/cloud.ts';
import { listAccessKeys, readLastUsed } from './access-keys.ts';
import type { Caller } from './call.ts';
import { toFailure } from './failure.ts';
import { allPages } from './pages.ts';

/** Changes one user's keys with the credentials of the client, which are narrowed to that user. */
export function createUserSession(
  iam: IAMClient,
  caller: Caller,
  user: { readonly userName: string; readonly secrets: SecretStore },
): UserSession {
  const UserName = user.userName;
  const made = new Set<AccessKeyId>();
  /**
   * Sends a change of a key. That a key made a moment ago is not there is no answer to believe: IAM takes seconds until
   * all of it knows a new key. It is asked again, and what is still unknown after that is for a later run to see.
   */
  const change = (operation: string, keyId: AccessKeyId, send: () => Promise<unknown>): Promise<unknown> =>
    caller.repeatable('iam', operation, async () => {
      try {
        return await send();
      } catch (error) {
        const failure = toFailure(error, 'iam', operation);
        throw failure.kind === 'not-found' && made.has(keyId) ? notKnownYet(failure) : error;
      }
    });
  return {
    secrets: user.secrets,
    listAccessKeys: () => listAccessKeys(iam, caller, UserName),
    lastUsed: (keyId) => readLastUsed(iam, caller, keyId),

    groups: () =>
      readable(() =>
        allPages(async (token) => {
          const input = { UserName, ...(token === undefined ? {} : { Marker: token }) };
          const answer = await caller.read('iam', 'ListGroupsForUser', (how) =>
            iam.send(new ListGroupsForUserCommand(input), how),
          );
          const items = (answer.Groups ?? []).flatMap((group) => group.GroupName ?? []);
          return { items, next: answer.IsTruncated === true ? answer.Marker : undefined };
        }),
      ),

    tags: async () => {
      const tags = await readable(() =>
        allPages(async (token) => {
          const input = { UserName, ...(token === undefined ? {} : { Marker: token }) };
          const answer = await caller.read('iam', 'ListUserTags', (how) =>
            iam.send(new ListUserTagsCommand(input), how),
          );
          const items = (answer.Tags ?? []).map((tag) => [tag.Key ?? '', tag.Value ?? ''] as const);
          return { items, next: answer.IsTruncated === true ? answer.Marker : undefined };
        }),
      );
      return tags.known ? { known: true, value: new Map(tags.value) } : tags;
    },

    createAccessKey: async (sending) => {
      let notSent: { readonly error: unknown } | undefined;
      const answer = await caller
        .once('iam', 'CreateAccessKey', async () => {
          // What the sender could not write down must not be sent; and its trouble is none of AWS's.
          await sending().catch((error: unknown) => {
            notSent = { error };
            throw error;
          });
          return await iam.send(new CreateAccessKeyCommand({ UserName }));
        })
        .catch((error: unknown) => {
          if (notSent !== undefined) throw notSent.error;
          return withoutAnswer(error);
        });
      const key = answer.AccessKey;
      if (key?.AccessKeyId === undefined || key.SecretAccessKey === undefined) throw unreadableAnswer();
      made.add(key.AccessKeyId as AccessKeyId);
      return {
        id: key.AccessKeyId as AccessKeyId,
        createdAt: key.CreateDate === undefined ? undefined : instant(key.CreateDate.getTime()),
        secret: new SecretText(key.SecretAccessKey),
      };
    },

    setStatus: async (keyId, status) => {
      const input = {
        UserName,
        AccessKeyId: keyId,
        Status: status === 'active' ? 'Active' : 'Inactive',
      } as const;
      await change('UpdateAccessKey', keyId, () => iam.send(new UpdateAccessKeyCommand(input)));
    },

    deleteAccessKey: async (keyId) => {
      try {
        const input = { UserName, AccessKeyId: keyId };
        await change('DeleteAccessKey', keyId, () => iam.send(new DeleteAccessKeyCommand(input)));
      } catch (error) {
        if (!isCallFailure(error, 'not-found')) throw error;
      }
    },
  };
}

async function readable<T>(read: () => Promise<T>): Promise<Readable<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    if (isCallFailure(error)) return { known: false, why: `${error.operation} failed: ${error.awsCode}` };
    throw error;
  }
}

/** A refusal that passes with time: the server's trouble, and not the answer that the key is gone. */
function notKnownYet({ service, operation, awsCode, message }: CallFailure): CallFailure {
  return new CallFailure({ service, operation, kind: 'server', certainty: 'refused', awsCode, message });
}

/** A key was probably made and its secret is not in the answer: the same as no answer at all. */
function unreadableAnswer(): CallFailure {
  return new CallFailure({
    service: 'iam',
    operation: 'CreateAccessKey',
    kind: 'other',
    certainty: 'unknown',
    awsCode: 'UnreadableAnswer',
    message: 'the answer carries no access key',
  });
}

/** An answer that could not be read may be quoted in the error, with the secret in it: its text goes no further. */
function withoutAnswer(error: unknown): never {
  const failure = isCallFailure(error) ? error : toFailure(error, 'iam', 'CreateAccessKey');
  if (failure.certainty === 'refused') throw failure;
  const { service, operation, kind, certainty, awsCode } = failure;
  throw new CallFailure({
    service,
    operation,
    kind,
    certainty,
    awsCode,
    message: 'no answer that could be read',
  });
}
