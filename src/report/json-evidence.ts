import type { LastUsed } from '../domain/access-key.ts';
import type { Action, Decision, Evidence, Objection } from '../domain/decision.ts';
import type { SecretLoss } from '../domain/lost-key.ts';
import type { Reason } from '../domain/reason.ts';
import { isoTime, SECOND } from '../domain/time.ts';
import { type KeyNaming, keyName, withMaskedKeys } from '../messages/key-name.ts';

/** When a key was last used, in the JSON output. */
export type LastUsedDocument =
  | { readonly kind: 'used'; readonly at: string; readonly service: string; readonly region: string }
  | { readonly kind: 'never-used' }
  | { readonly kind: 'unknown'; readonly why: string };

/** One fact that a decision rests on, in the JSON output. */
export type EvidenceDocument =
  | {
      readonly kind: 'key-age';
      readonly keyId: string;
      readonly ageSeconds: number;
      readonly limitSeconds: number;
    }
  | { readonly kind: 'last-used'; readonly keyId: string; readonly lastUsed: LastUsedDocument }
  | {
      readonly kind: 'replacement';
      readonly keyId: string;
      readonly by: 'keyturn' | 'person';
      readonly since: string;
      readonly adoptedAt?: string;
    }
  | {
      readonly kind: 'inactive-since';
      readonly keyId: string;
      readonly since: string;
      readonly soakSeconds: number;
    }
  | { readonly kind: 'keys'; readonly active: number; readonly inactive: number; readonly unknown: number }
  | { readonly kind: 'exempt'; readonly by: string; readonly instead: Action; readonly because: Reason }
  | { readonly kind: 'discarded'; readonly keyId: string; readonly why: string }
  | { readonly kind: 'relaxed'; readonly option: string; readonly clause: string }
  | {
      readonly kind: 'secret-of-others';
      readonly secretArn: string;
      readonly before?: string;
      readonly after: string;
      readonly denies: boolean;
    }
  | { readonly kind: 'secret-unread'; readonly why: string }
  | {
      readonly kind: 'key-not-fetchable';
      readonly keyId: string;
      readonly secretArn: string;
      readonly loss: SecretLoss;
      readonly since: string;
      readonly alone: boolean;
    };

/** One gate that objects, in the JSON output. */
export interface ObjectionDocument {
  readonly gate: Objection['gate'];
  readonly state: Objection['state'];
  readonly until?: string;
  readonly announcesAnew?: true;
  readonly detail: string;
}

/** A warning, in the JSON output. */
export interface WarningDocument {
  readonly kind: 'warning' | 'extended';
  readonly pending: 'rotate' | 'deactivate' | 'delete';
  readonly plannedFor: string;
  readonly stepSeconds: number;
}

/** A fact in the JSON output. */
export function evidenceDocument(evidence: Evidence, naming: KeyNaming): EvidenceDocument {
  switch (evidence.kind) {
    case 'key-age': {
      const { kind, keyId, age, limit } = evidence;
      return { kind, keyId: keyName(keyId, naming), ageSeconds: seconds(age), limitSeconds: seconds(limit) };
    }
    case 'last-used':
      return {
        kind: evidence.kind,
        keyId: keyName(evidence.keyId, naming),
        lastUsed: lastUsedDocument(evidence.lastUsed),
      };
    case 'replacement':
      return replacementDocument(evidence, naming);
    case 'inactive-since': {
      const { kind, keyId, since, soak } = evidence;
      return { kind, keyId: keyName(keyId, naming), since: isoTime(since), soakSeconds: seconds(soak) };
    }
    case 'discarded':
      return {
        ...evidence,
        keyId: keyName(evidence.keyId, naming),
        why: withMaskedKeys(evidence.why, naming),
      };
    case 'secret-unread':
      return { ...evidence, why: withMaskedKeys(evidence.why, naming) };
    case 'key-not-fetchable':
      return { ...evidence, keyId: keyName(evidence.keyId, naming), since: isoTime(evidence.since) };
    case 'exempt': {
      const { spared: _spared, ...shown } = evidence;
      return shown;
    }
    case 'keys':
    case 'relaxed':
    case 'secret-of-others':
      return evidence;
  }
}

/** An objection in the JSON output. */
export function objectionDocument(objection: Objection, naming: KeyNaming): ObjectionDocument {
  const { gate, state, until, announcesAnew, detail } = objection;
  return {
    gate,
    state,
    ...(until === undefined ? {} : { until: isoTime(until) }),
    ...(announcesAnew === undefined ? {} : { announcesAnew }),
    detail: withMaskedKeys(detail, naming),
  };
}

/** A warning in the JSON output. */
export function warningDocument(warning: NonNullable<Decision['warning']>): WarningDocument {
  const { kind, pending, plannedFor, step } = warning;
  return { kind, pending, plannedFor: isoTime(plannedFor), stepSeconds: seconds(step) };
}

function lastUsedDocument(lastUsed: LastUsed): LastUsedDocument {
  return lastUsed.kind === 'used' ? { ...lastUsed, at: isoTime(lastUsed.at) } : lastUsed;
}

function seconds(length: number): number {
  return Math.round(length / SECOND);
}

function replacementDocument(
  evidence: Evidence & { readonly kind: 'replacement' },
  naming: KeyNaming,
): EvidenceDocument {
  const { kind, keyId, by, since, adoptedAt } = evidence;
  const adopted = adoptedAt === undefined ? {} : { adoptedAt: isoTime(adoptedAt) };
  return { kind, keyId: keyName(keyId, naming), by, since: isoTime(since), ...adopted };
}
