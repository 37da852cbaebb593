import type { Duration } from '../domain/time.ts';
import type { Given } from './schema/field.ts';
import type { ConfigDocument } from './schema.ts';
import type { Settings } from './settings.ts';

/** Settings with everything that a document gives put in the place of what was there. */
export function applyDocument(base: Settings, document: ConfigDocument): Settings {
  const { policy, safety } = document;
  return {
    policy: {
      ...override(base.policy, { ...policy, inUse: override(base.policy.inUse, policy?.inUse) }),
      warnBefore: longestFirst(policy?.warnBefore ?? base.policy.warnBefore),
    },
    scope: override(base.scope, document.scope),
    exemptions: document.exemptions ?? base.exemptions,
    organization: override(base.organization, document.organization),
    safety: override(base.safety, {
      ...safety,
      killSwitch: override(base.safety.killSwitch, safety?.killSwitch),
    }),
    delivery: override(base.delivery, document.delivery),
    ledger: override(base.ledger, document.ledger),
    notify: override(base.notify, document.notify),
    concurrency: override(base.concurrency, document.concurrency),
  };
}

/** The order that the planner relies on; the same warning twice would be sent twice. */
function longestFirst(warnings: readonly Duration[]): readonly Duration[] {
  return [...new Set(warnings)].sort((a, b) => b - a);
}

function override<T extends object>(base: T, given: Given<T> | null | undefined): T {
  const set = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(set) };
}
