import type { SandboxClock } from '../clock.ts';
import type { ResolvedOptions } from '../options.ts';
import type { SeededRandom } from '../random.ts';
import type { WorldEvent, WorldEventInput } from './event.ts';
import type { AccountRecord, KeyRecord, OrganizationRecord, SessionRecord } from './model.ts';
import type { Pasts } from './pasts.ts';

/** Everything that is true in the simulation, with the maps that make look-ups quick. */
export interface WorldState {
  readonly clock: SandboxClock;
  readonly random: SeededRandom;
  readonly options: ResolvedOptions;
  readonly events: WorldEvent[];
  organization: OrganizationRecord | undefined;
  readonly accounts: Map<string, AccountRecord>;
  /** All long-term keys ever made, deleted ones too: the account of a key id is told from here. */
  readonly keys: Map<string, KeyRecord>;
  readonly sessions: Map<string, SessionRecord>;
  /** What reads that are a moment behind still show. */
  readonly pasts: Pasts;
  /** Counts requests and uses by hand; part of what decides whether a read is stale. */
  sequence: number;
}

/** Who makes a change. */
export interface Actor {
  readonly arn: string;
  readonly sessionName?: string;
}

/** The actor of changes made by a test or demo on the world itself. */
export const BY_HAND: Actor = { arn: 'hand' };

/** Makes an empty world. */
export function createState(options: ResolvedOptions, clock: SandboxClock, random: SeededRandom): WorldState {
  return {
    clock,
    random,
    options,
    events: [],
    organization: undefined,
    accounts: new Map(),
    keys: new Map(),
    sessions: new Map(),
    pasts: { secrets: new Map(), users: new Map() },
    sequence: 0,
  };
}

/** Writes an event down at the current instant. */
export function emit(
  state: WorldState,
  actor: Actor,
  event: Omit<WorldEventInput, 'actor' | 'sessionName'>,
): void {
  const session = actor.sessionName === undefined ? {} : { sessionName: actor.sessionName };
  state.events.push({ at: state.clock.now(), actor: actor.arn, ...session, ...event });
}
