import type { AttachedPolicyRecord } from '../../world/model.ts';
import type { Operation, OperationCall } from '../operation.ts';
import { callersAccount } from './account-check.ts';
import { emitAttachment, policyAttachment } from './policy-attachment.ts';
import { noSuchEntity } from './target-user.ts';

const AWS_MANAGED = 'arn:aws:iam::aws:policy/';

/** AttachUserPolicy: attaching twice is no error. */
export const attachUserPolicy: Operation = {
  service: 'iam',
  name: 'AttachUserPolicy',
  mutation: true,
  prepare: (call) => {
    const attachment = policyAttachment(call, 'AttachUserPolicy');
    return {
      checks: [attachment.check],
      run: () => {
        const user = attachment.forChange();
        user.attachedPolicies.set(attachment.policyArn, managedPolicy(call, attachment.policyArn));
        emitAttachment(call, 'AttachUserPolicy', user, attachment.policyArn);
        return {};
      },
    };
  },
};

/** AWS's own policies exist in name only: what they say is not simulated, so they grant nothing. */
function managedPolicy(call: OperationCall, arn: string): AttachedPolicyRecord {
  if (arn.startsWith(AWS_MANAGED)) {
    return { name: arn.slice(arn.lastIndexOf('/') + 1), arn, document: undefined };
  }
  const policy = callersAccount(call).managedPolicies.get(arn);
  if (policy === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}
