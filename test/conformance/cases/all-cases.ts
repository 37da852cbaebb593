import type { CaseFile } from '../harness/conformance-case.ts';
import { iamAccessKeyChangeCases } from './iam-access-key-changes.ts';
import { iamAccessKeyCases } from './iam-access-keys.ts';
import { iamAuthorizationDetailCases } from './iam-authorization-details.ts';
import { iamCredentialReportCases } from './iam-credential-report.ts';
import { iamGroupCases } from './iam-groups.ts';
import { iamPolicyAttachmentCases } from './iam-policy-attachments.ts';
import { iamUserCases } from './iam-users.ts';
import { organizationsAccountCases } from './organizations-accounts.ts';
import { organizationsTreeCases } from './organizations-tree.ts';
import { refusalCases } from './refusals.ts';
import { secretAccessCases } from './secrets-access.ts';
import { secretAnswerCases } from './secrets-answers.ts';
import { secretCreateCases } from './secrets-create.ts';
import { secretDeletionCases } from './secrets-deletion.ts';
import { secretVersionCases } from './secrets-versions.ts';
import { signatureAgeCases } from './signature-age.ts';
import { ssmCases } from './ssm.ts';
import { stsCases } from './sts.ts';
import { stsAssumeRoleRefusalCases } from './sts-assume-role-refusals.ts';

const FILES: readonly CaseFile[] = [
  iamUserCases,
  iamGroupCases,
  iamAuthorizationDetailCases,
  iamAccessKeyCases,
  iamAccessKeyChangeCases,
  iamCredentialReportCases,
  iamPolicyAttachmentCases,
  stsCases,
  stsAssumeRoleRefusalCases,
  refusalCases,
  organizationsAccountCases,
  organizationsTreeCases,
  secretCreateCases,
  secretVersionCases,
  secretDeletionCases,
  secretAccessCases,
  secretAnswerCases,
  ssmCases,
  signatureAgeCases,
];

/** Every case, area by area. */
export const allCases: CaseFile = (target) => FILES.flatMap((file) => file(target));
