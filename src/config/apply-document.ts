import { patchPolicy } from '../domain/policy.ts';
import type { Draft } from './draft.ts';
import { toPatch } from './policy-patch.ts';
import type { Given } from './schema/field.ts';
import type { ConfigDocument } from './schema.ts';

/** Settings with everything that a document gives instead of what was there. Its `preset` is not looked at. */
export function applyDocument(base: Draft, document: ConfigDocument): Draft {
  return {
    policy: patchPolicy(base.policy, toPatch(document.policy)),
    overrides: document.overrides ?? base.overrides,
    userTags: document.userTags ?? base.userTags,
    scope: override(base.scope, document.scope),
    exemptions: document.exemptions ?? base.exemptions,
    organization: applyOrganization(base.organization, document.organization),
    safety: applySafety(base.safety, document.safety),
    delivery: override(base.delivery, document.delivery),
    ledger: override(base.ledger, document.ledger),
    notify: override(base.notify, document.notify),
    concurrency: override(base.concurrency, document.concurrency),
    reading: override(base.reading, document.reading),
  };
}

/** One name for all roles beats the names in documents below, and is beaten by single names beside it. */
function applyOrganization(
  base: Draft['organization'],
  given: ConfigDocument['organization'],
): Draft['organization'] {
  const { role, list, ...rest } = given ?? {};
  const below: Draft['organization'] =
    role === undefined ? base : { ...base, role, readRole: role, rotateRole: role };
  const { list: listBelow, ...others } = below;
  const keptList = role === undefined || listBelow === undefined ? listBelow : { ...listBelow, role };
  const merged = override(keptList ?? {}, list);
  return { ...override(others, rest), ...(Object.keys(merged).length === 0 ? {} : { list: merged }) };
}

function applySafety(base: Draft['safety'], given: ConfigDocument['safety']): Draft['safety'] {
  const { canary, killSwitch, ...rest } = given ?? {};
  const merged = override(base.canary ?? {}, canary);
  return {
    ...override(base, rest),
    killSwitch: override(base.killSwitch, killSwitch),
    ...(Object.keys(merged).length === 0 ? {} : { canary: merged }),
  };
}

function override<T extends object>(base: T, given: Given<T> | null | undefined): T {
  const set = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(set) };
}
