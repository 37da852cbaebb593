import type { ConfigDocument } from '../schema.ts';
import { awsSamples } from './aws-samples.ts';
import { compliance90 } from './compliance-90.ts';
import type { PresetName } from './names.ts';
import { organizationZip } from './organization-zip.ts';
import type { Preset } from './preset.ts';
import { serverlessSingle } from './serverless-single.ts';
import { terraformSingle } from './terraform-single.ts';

/** Every preset, in the order of docs/presets.md. */
export const PRESETS: readonly Preset[] = [
  awsSamples,
  organizationZip,
  serverlessSingle,
  terraformSingle,
  compliance90,
];

/** A preset as the document that it stands for; an empty one when none is asked for. */
export function presetDocument(name: PresetName | undefined): ConfigDocument {
  const preset = PRESETS.find((known) => known.name === name);
  return preset === undefined ? {} : { ...preset.others, policy: preset.policy };
}
