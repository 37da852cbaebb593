import type { Alias } from './alias.ts';
import { AWS_SAMPLES_ALIASES } from './aws-samples.ts';
import { SERVERLESS_ALIASES } from './serverless.ts';
import { TERRAFORM_ALIASES } from './terraform.ts';

/** Every environment variable of an existing system that is understood, or at least noted. */
export const ALIASES: readonly Alias[] = [
  ...AWS_SAMPLES_ALIASES,
  ...SERVERLESS_ALIASES,
  ...TERRAFORM_ALIASES,
];
