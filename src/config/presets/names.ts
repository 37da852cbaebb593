/** The presets there are, in the order of docs/presets.md. */
export const PRESET_NAMES = [
  'aws-samples',
  'organization-zip',
  'serverless-single',
  'terraform-single',
  'compliance-90',
] as const;

/** The name of a preset. */
export type PresetName = (typeof PRESET_NAMES)[number];
