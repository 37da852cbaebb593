import type { WireOutput } from '../../wire/message.ts';
import type { AccountRecord, GroupRecord, RoleRecord, UserRecord } from '../../world/model.ts';
import { groupSummary } from './group-shape.ts';
import { attachedPolicyList, encodeDocument, inlinePolicyList } from './policy-shape.ts';
import { tagList, userExtras, userSummary } from './user-shape.ts';

/** The entity types of the Filter parameter that the sandbox fills. */
export type EntityType = 'User' | 'Group' | 'Role';

/** One entry of the answer, and the order in which entries are paged: users, groups, roles. */
export interface DetailEntry {
  readonly type: EntityType;
  readonly sortKey: string;
  readonly shape: WireOutput;
}

/** Everything in an account that GetAccountAuthorizationDetails tells of. */
export function authorizationDetails(
  account: AccountRecord,
  seen: { readonly users: () => readonly UserRecord[]; readonly wanted: (type: string) => boolean },
): readonly DetailEntry[] {
  const { wanted } = seen;
  const entries: DetailEntry[] = [];
  if (wanted('User')) {
    for (const user of seen.users()) entries.push(entry('User', `1/${user.name}`, userDetail(user)));
  }
  if (wanted('Group')) {
    for (const group of account.groups.values()) {
      entries.push(entry('Group', `2/${group.name}`, groupDetail(group)));
    }
  }
  if (wanted('Role')) {
    for (const role of account.roles.values())
      entries.push(entry('Role', `3/${role.name}`, roleDetail(role)));
  }
  return entries;
}

function entry(type: EntityType, sortKey: string, shape: WireOutput): DetailEntry {
  return { type, sortKey, shape };
}

function userDetail(user: UserRecord): WireOutput {
  return {
    ...userSummary(user),
    UserPolicyList: inlinePolicyList(user.inlinePolicies),
    GroupList: [...user.groups],
    AttachedManagedPolicies: attachedPolicyList(user.attachedPolicies),
    ...userExtras(user),
  };
}

function groupDetail(group: GroupRecord): WireOutput {
  return {
    ...groupSummary(group),
    GroupPolicyList: inlinePolicyList(group.inlinePolicies),
    AttachedManagedPolicies: attachedPolicyList(group.attachedPolicies),
  };
}

function roleDetail(role: RoleRecord): WireOutput {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: new Date(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trust),
    InstanceProfileList: [],
    RolePolicyList: role.policies.map((policy, at) => ({
      PolicyName: `policy-${at + 1}`,
      PolicyDocument: encodeDocument(policy),
    })),
    AttachedManagedPolicies: [],
    Tags: tagList(role.tags),
  };
}
