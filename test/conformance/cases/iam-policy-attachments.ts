import { AttachUserPolicyCommand } from '@aws-sdk/client-iam';
import { expect } from 'vitest';
import type { CaseFile } from '../harness/conformance-case.ts';
import { errorName } from '../harness/error-name.ts';
import { userName } from '../world/fixtures.ts';

const RECORDED =
  'localstack/localstack tests/aws/services/iam/test_iam.snapshot.json::test_user_attach_policy';

/** What AttachUserPolicy refuses; it is by such a policy that AWS marks a user whose key was found in public. */
export const iamPolicyAttachmentCases: CaseFile = (target) => {
  const attach = (PolicyArn: string): Promise<string> => {
    const UserName = userName(target.world().prefix, 'plain');
    const { iam } = target.clients();
    return errorName(iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn })));
  };
  return [
    {
      id: 'iam-policy-attachments/malformed-arn',
      title: 'a name where an ARN belongs is ValidationError',
      source: RECORDED,
      run: async () => {
        expect(await attach('longpolicynamebutnoarn')).toBe('ValidationError');
      },
    },
    {
      id: 'iam-policy-attachments/unknown-policy',
      title: 'the ARN of a policy that is not there is NoSuchEntity',
      source: RECORDED,
      run: async () => {
        const arn = `arn:aws:iam::${target.world().homeAccountId}:policy/conformance-no-such-policy`;
        expect(await attach(arn)).toBe('NoSuchEntityException');
      },
    },
  ];
};
