import { z } from 'zod';
import type { ExemptionRule } from '../domain/exemption.ts';
import type { PolicyOverride, TagSetting } from '../domain/override.ts';
import type { DeliverySettings, Scope, Settings } from '../domain/settings.ts';
import { PRESET_NAMES, type PresetName } from './presets/names.ts';
import { deliverySection } from './schema/delivery.ts';
import { exemptionList } from './schema/exemptions.ts';
import { field, type Given, oneOf } from './schema/field.ts';
import { concurrencySection, ledgerSection, notifySection, readingSection } from './schema/operation.ts';
import { type OrganizationDocument, organizationSection } from './schema/organization.ts';
import { overrideList } from './schema/overrides.ts';
import { type PolicyDocument, policySection } from './schema/policy.ts';
import { type SafetyDocument, safetySection } from './schema/safety.ts';
import { scopeSection } from './schema/scope.ts';
import { userTagList } from './schema/user-tags.ts';

type Section<T> = T | null | undefined;

/** A whole configuration document after validation: what was given, and nothing else. */
export interface ConfigDocument {
  readonly preset?: PresetName | undefined;
  readonly policy?: Section<PolicyDocument>;
  readonly overrides?: readonly PolicyOverride[] | undefined;
  readonly userTags?: readonly TagSetting[] | undefined;
  readonly scope?: Section<Given<Scope>>;
  readonly exemptions?: readonly ExemptionRule[] | undefined;
  readonly organization?: Section<OrganizationDocument>;
  readonly safety?: Section<SafetyDocument>;
  readonly delivery?: Section<Given<DeliverySettings>>;
  readonly ledger?: Section<Given<Settings['ledger']>>;
  readonly notify?: Section<Given<Settings['notify']>>;
  readonly concurrency?: Section<Given<Settings['concurrency']>>;
  readonly reading?: Section<Given<Settings['reading']>>;
}

/**
 * The one description of `keyturn.yaml`.
 *
 * Validation, the JSON Schema, the starter file and the names that are suggested all come from it.
 */
export const documentSchema: z.ZodType<ConfigDocument> = z
  .strictObject(
    {
      preset: field(
        oneOf(PRESET_NAMES),
        'Takes the settings of an existing system, or of a purpose, instead of the defaults; see docs/presets.md. A preset never changes a key by itself.',
      ),
      policy: policySection,
      overrides: overrideList,
      userTags: userTagList,
      scope: scopeSection,
      exemptions: exemptionList,
      organization: organizationSection,
      safety: safetySection,
      delivery: deliverySection,
      ledger: ledgerSection,
      notify: notifySection,
      concurrency: concurrencySection,
      reading: readingSection,
    },
    {
      error: () =>
        'Write sections with settings below them, such as `policy:` and then `  rotateAfter: 90d`.',
    },
  )
  .meta({
    title: 'keyturn.yaml',
    description: 'Settings of Keyturn. Everything is optional; docs/configuration.md explains it.',
  });
