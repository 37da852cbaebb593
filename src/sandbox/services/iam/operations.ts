import type { Operation } from '../operation.ts';
import { attachUserPolicy } from './attach-user-policy.ts';
import { createAccessKey } from './create-access-key.ts';
import { deleteAccessKey } from './delete-access-key.ts';
import { detachUserPolicy } from './detach-user-policy.ts';
import { generateCredentialReport } from './generate-credential-report.ts';
import { getAccessKeyLastUsed } from './get-access-key-last-used.ts';
import { getAccountAuthorizationDetails } from './get-account-authorization-details.ts';
import { getCredentialReport } from './get-credential-report.ts';
import { getGroup } from './get-group.ts';
import { getUser } from './get-user.ts';
import { listAccessKeys } from './list-access-keys.ts';
import { listAttachedUserPolicies } from './list-attached-user-policies.ts';
import { listGroupsForUser } from './list-groups-for-user.ts';
import { listUserTags } from './list-user-tags.ts';
import { listUsers } from './list-users.ts';
import { updateAccessKey } from './update-access-key.ts';

/** The operations of IAM. */
export const IAM_OPERATIONS: readonly Operation[] = [
  attachUserPolicy,
  createAccessKey,
  deleteAccessKey,
  detachUserPolicy,
  generateCredentialReport,
  getAccessKeyLastUsed,
  getAccountAuthorizationDetails,
  getCredentialReport,
  getGroup,
  getUser,
  listAccessKeys,
  listAttachedUserPolicies,
  listGroupsForUser,
  listUserTags,
  listUsers,
  updateAccessKey,
];
