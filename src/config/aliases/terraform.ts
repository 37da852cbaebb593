import { type Alias, noted, sets } from './alias.ts';

const DEPLOYMENT = 'it belongs to the deployment, which is not part of this version yet';

/** The variables of system E’s Terraform module, as Terraform reads them from the environment. */
export const TERRAFORM_ALIASES: readonly Alias[] = [
  sets('E', 'TF_VAR_days_to_rotate', 'policy.rotateAfter', 'days'),
  sets('E', 'TF_VAR_days_to_remove_inactive', 'policy.recoveryGrace', 'days'),
  { name: 'TF_VAR_username_exceptions', system: 'E', effect: { kind: 'exempts', by: 'users' } },
  { name: 'TF_VAR_username_exception', system: 'E', effect: { kind: 'exempts', by: 'users' } },
  ...noted('E', ['TF_VAR_event_frequency', 'TF_VAR_sns_alert_emails'], DEPLOYMENT),
  // Many configurations of Terraform have a variable of this name: it may not decide where secrets are stored.
  ...noted('E', ['TF_VAR_region'], 'write `delivery.region`, or AWS_REGION for the region of the run'),
];
