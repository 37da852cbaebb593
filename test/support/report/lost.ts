import type { LostKeyFact } from '../../../src/messages/lost-key-text.ts';
import { inDays, sampleKeyId } from './sample-keys.ts';

/** A key that was handed over, that nobody has used, and whose secret is gone. */
export const LOST: LostKeyFact = {
  kind: 'key-not-fetchable',
  keyId: sampleKeyId(50),
  secretArn: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:Account_111122223333_User_deploy-aBcDeF',
  loss: 'gone',
  since: inDays(-3),
  alone: true,
};
