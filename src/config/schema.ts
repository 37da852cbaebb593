import { z } from 'zod';
import type { ExemptionRule } from '../domain/exemption.ts';
import { deliverySection } from './schema/delivery.ts';
import { exemptionList } from './schema/exemptions.ts';
import type { Given } from './schema/field.ts';
import { concurrencySection, ledgerSection, notifySection } from './schema/operation.ts';
import { organizationSection } from './schema/organization.ts';
import { type PolicyDocument, policySection } from './schema/policy.ts';
import { type SafetyDocument, safetySection } from './schema/safety.ts';
import { scopeSection } from './schema/scope.ts';
import type { DeliverySettings, OrganizationSettings, Scope, Settings } from './settings.ts';

type Section<T> = T | null | undefined;

/** A whole configuration document after validation: what was given, and nothing else. */
export interface ConfigDocument {
  readonly policy?: Section<PolicyDocument>;
  readonly scope?: Section<Given<Scope>>;
  readonly exemptions?: readonly ExemptionRule[] | undefined;
  readonly organization?: Section<Given<OrganizationSettings>>;
  readonly safety?: Section<SafetyDocument>;
  readonly delivery?: Section<Given<DeliverySettings>>;
  readonly ledger?: Section<Given<Settings['ledger']>>;
  readonly notify?: Section<Given<Settings['notify']>>;
  readonly concurrency?: Section<Given<Settings['concurrency']>>;
}

/**
 * The one description of `keyturn.yaml`.
 *
 * Validation, the JSON Schema, the starter file and the names that are suggested all come from it.
 */
export const documentSchema: z.ZodType<ConfigDocument> = z
  .strictObject(
    {
      policy: policySection,
      scope: scopeSection,
      exemptions: exemptionList,
      organization: organizationSection,
      safety: safetySection,
      delivery: deliverySection,
      ledger: ledgerSection,
      notify: notifySection,
      concurrency: concurrencySection,
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
