import type { WireOutput } from '../../wire/message.ts';
import type { UserRecord } from '../../world/model.ts';

/** A user as ListUsers and GetGroup show it: without tags and boundary. */
export function userSummary(user: UserRecord): WireOutput {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.userId,
    Arn: user.arn,
    CreateDate: new Date(user.createdAt),
  };
}

/** What GetUser and GetAccountAuthorizationDetails add. */
export function userExtras(user: UserRecord): WireOutput {
  const { permissionsBoundary: boundary } = user;
  return {
    PermissionsBoundary:
      boundary === undefined
        ? undefined
        : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary.arn },
    Tags: user.tags.size === 0 ? undefined : tagList(user.tags),
  };
}

/** Tags as a list of pairs. */
export function tagList(tags: ReadonlyMap<string, string>): readonly WireOutput[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}
