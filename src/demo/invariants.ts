import type { AccessKeyId } from '../domain/ids.ts';
import { DAY } from '../domain/time.ts';
import type { WorldEvent } from '../sandbox/index.ts';
import { versionIdOf } from '../secrets/secret-names.ts';

/** A broken guarantee, found in what really happened. */
export interface Violation {
  readonly guarantee: 'G1' | 'G2' | 'G4' | 'G7';
  readonly text: string;
  readonly event: WorldEvent;
}

/** How strictly to judge: what policy was in force. */
export interface Judgement {
  /** Milliseconds that a key must have been unused before its deactivation; 0 when policy relaxed it. */
  readonly quiet: number;
  /** Milliseconds between deactivation and deletion. */
  readonly soak: number;
}

interface KeyHistory {
  readonly byKeyturn: boolean;
  /** A use by anybody but the proof of a new key. */
  lastOwnerUse: number | undefined;
  status: string;
  inactiveSince: number | undefined;
  /** Its value reached Secrets Manager. */
  stored: boolean;
  promoted: boolean;
}

/**
 * Judges a world's events by the guarantees, with no regard for what Keyturn meant or wrote down.
 *
 * An oracle of its own: it sees only what took effect in AWS, who did it and when, and reads no ledger.
 */
export function violations(events: readonly WorldEvent[], judgement: Judgement): readonly Violation[] {
  const keys = new Map<string, KeyHistory>();
  const found: Violation[] = [];
  const report = (guarantee: Violation['guarantee'], text: string, event: WorldEvent): void => {
    found.push({ guarantee, text, event });
  };
  for (const event of events) {
    const ours = isKeyturn(event);
    const key = event.accessKeyId === undefined ? undefined : keys.get(event.accessKeyId);
    switch (event.type) {
      case 'CreateAccessKey': {
        const active = [...keys.values()].length;
        keys.set(event.accessKeyId ?? `none-${active}`, {
          byKeyturn: ours,
          lastOwnerUse: undefined,
          status: String(event.detail.status ?? 'Active'),
          inactiveSince: event.detail.status === 'Inactive' ? event.at : undefined,
          stored: false,
          promoted: false,
        });
        break;
      }
      case 'KeyUsed':
        if (key !== undefined && !(key.byKeyturn && event.detail.service === 'sts'))
          key.lastOwnerUse = event.at;
        break;
      case 'PutSecretValue':
      case 'UpdateSecretVersionStage':
        markStored(keys, event);
        break;
      case 'UpdateAccessKey':
        if (key === undefined) break;
        if (ours && event.detail.to === 'Inactive') checkDeactivation(key, event, { judgement, report });
        key.inactiveSince = event.detail.to === 'Inactive' ? (key.inactiveSince ?? event.at) : undefined;
        key.status = String(event.detail.to);
        break;
      case 'DeleteAccessKey':
        if (key !== undefined && ours) checkDeletion(key, event, { judgement, report });
        if (event.accessKeyId !== undefined) keys.delete(event.accessKeyId);
        break;
      default:
        break;
    }
  }
  return found;
}

/** Whether Keyturn did it: the sessions of its roles carry its name. */
export function isKeyturn(event: WorldEvent): boolean {
  return event.sessionName?.startsWith('keyturn-') === true;
}

interface Check {
  readonly judgement: Judgement;
  readonly report: (guarantee: Violation['guarantee'], text: string, event: WorldEvent) => void;
}

function checkDeactivation(key: KeyHistory, event: WorldEvent, { judgement, report }: Check): void {
  const used = key.lastOwnerUse;
  if (used !== undefined && event.at - used < judgement.quiet) {
    report(
      'G2',
      `deactivated a key that was used ${Math.round((event.at - used) / 3_600_000)} hours before`,
      event,
    );
  }
}

function checkDeletion(key: KeyHistory, event: WorldEvent, { judgement, report }: Check): void {
  if (key.status !== 'Inactive' || key.inactiveSince === undefined) {
    report('G2', 'deleted a key that was active', event);
    return;
  }
  const soaked = event.at - key.inactiveSince;
  const nobodyHadIt = key.byKeyturn && !key.stored;
  if (!nobodyHadIt && soaked < Math.min(judgement.soak, DAY))
    report('G2', 'deleted a key before 24 hours of recovery time', event);
  if (!key.byKeyturn && soaked < judgement.soak)
    report('G2', 'deleted a key before its recovery grace was over', event);
  if (key.lastOwnerUse !== undefined && key.lastOwnerUse > key.inactiveSince)
    report('G2', 'deleted a key that was used since', event);
}

function markStored(keys: ReadonlyMap<string, KeyHistory>, event: WorldEvent): void {
  for (const [keyId, key] of keys) {
    const version = versionIdOf(keyId as AccessKeyId);
    if (event.detail.versionId === version) key.stored = true;
    if (event.detail.to === version && event.detail.stage === 'AWSCURRENT') key.promoted = true;
  }
}
