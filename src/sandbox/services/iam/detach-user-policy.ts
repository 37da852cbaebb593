import type { Operation } from '../operation.ts';
import { emitAttachment, policyAttachment } from './policy-attachment.ts';
import { noSuchEntity } from './target-user.ts';

/** DetachUserPolicy: NoSuchEntity when it is not attached. */
export const detachUserPolicy: Operation = {
  service: 'iam',
  name: 'DetachUserPolicy',
  mutation: true,
  prepare: (call) => {
    const attachment = policyAttachment(call, 'DetachUserPolicy');
    return {
      checks: [attachment.check],
      run: () => {
        const user = attachment.forChange();
        if (!user.attachedPolicies.delete(attachment.policyArn)) {
          throw noSuchEntity(`Policy ${attachment.policyArn} was not found.`);
        }
        emitAttachment(call, 'DetachUserPolicy', user, attachment.policyArn);
        return {};
      },
    };
  },
};
