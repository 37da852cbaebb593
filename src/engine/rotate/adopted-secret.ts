import type { Objection } from '../../domain/decision.ts';
import type { Settings } from '../../domain/settings.ts';
import type { UserFacts } from '../../domain/user-facts.ts';
import { isCallFailure } from '../../ports/call-failure.ts';
import type { SecretState, SecretStore } from '../../ports/cloud.ts';
import { isSamePolicy, mergePolicy } from '../adopted-policy.ts';

/** What becomes of the policy of a secret that others made, or what blocks it. */
export type Admission =
  | {
      readonly possible: true;
      readonly before: string | undefined;
      readonly after: string;
      /** Whether everybody else is denied by it. */
      readonly denies: boolean;
      /** Whether it differs from what is there. */
      readonly changes: boolean;
    }
  | { readonly possible: false; readonly objection: Objection };

/** The user whose secret it is to become, and who may read it then. */
interface AdmissionInput {
  readonly secrets: Pick<SecretStore, 'policy'>;
  readonly facts: Pick<UserFacts, 'userArn' | 'userId'>;
  readonly delivery: Settings['delivery'];
}

/** Whether others made this secret: Keyturn has taken it over, or would have to. */
export function isForeign(secret: SecretState): boolean {
  return secret.adopted || secret.ledgerId === undefined;
}

/**
 * How the owner gets to read a secret that others made, without anybody losing access to it. Changes nothing.
 *
 * Readers by identity policy cannot be seen from here, so nobody is denied until the operator confirms the readers. A
 * policy that may not be read is an objection; a reading that fails by accident is a failure like any other.
 */
export async function admissionTo(secret: SecretState, input: AdmissionInput): Promise<Admission> {
  if (secret.pendingDeletion)
    return against('it is scheduled for deletion, when its policy cannot be read; restore it first');
  let before: string | undefined;
  try {
    before = await input.secrets.policy(secret.arn);
  } catch (error) {
    if (!isCallFailure(error, 'denied')) throw error;
    return against(
      'its policy could not be read; give secretsmanager:GetResourcePolicy to the role that rotates',
    );
  }
  const { readers, readersConfirmed } = input.delivery;
  const owner = { arn: input.facts.userArn, userId: input.facts.userId };
  const merged = mergePolicy(before, { owner, readers, readersConfirmed });
  if (!merged.mergeable) return against(merged.why);
  const { policy: after, denies } = merged;
  return { possible: true, before, after, denies, changes: !isSamePolicy(before, after) };
}

function against(why: string): Admission {
  const detail = `Keyturn did not make the secret of this name, and ${why}`;
  return { possible: false, objection: { gate: 'secret-not-ours', state: 'blocked', detail } };
}
