import type { Notice } from '../../src/domain/memory.ts';
import type { RunReport } from '../../src/domain/report.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Sandbox } from '../../src/sandbox/index.ts';

/** A process of Keyturn, as somebody beside it sees it. */
export interface ProcessNote {
  readonly id: string;
  readonly startedAt: number;
  readonly enforce: boolean;
  /** Its clock was wrong from the start. */
  readonly wrongClock: boolean;
  /** Nothing was put in its way, and nothing ran beside it. */
  readonly undisturbed: boolean;
  endedAt?: number;
  crashed?: boolean;
  report?: RunReport;
  error?: unknown;
  ledgerWrites: number;
}

/** A notice that a channel which reaches owners took, by AWS's clock. */
export interface Mail {
  readonly notice: Notice;
  readonly at: number;
  /** How many of AWS's events had happened by then: of two things in one millisecond, which came first. */
  readonly afterEvents: number;
  /** Written by a process whose clock had gone wrong: its dates promise nothing. */
  readonly misdated: boolean;
}

/** What a person ordered of Keyturn. */
export interface Order {
  readonly kind: 'undo' | 'keep' | 'release' | 'extend' | 'force';
  readonly at: number;
  readonly userId: string;
  /** Undefined for all keys of the user. */
  readonly keyId?: string;
  readonly until?: number;
  /** How many notices had been taken when it was given: of two things in one millisecond, which came first. */
  readonly afterMails: number;
  /** False when the process died or failed: then it may have been written down, or not. */
  readonly sure: boolean;
}

/** Tags and groups of a user from a time on. */
export interface Standing {
  readonly at: number;
  readonly tags: ReadonlyMap<string, string>;
  readonly groups: ReadonlySet<string>;
}

/** Who a user is; a user made again under the same name is another one. */
export interface Person {
  readonly accountId: string;
  readonly accountTags: ReadonlyMap<string, string>;
  readonly userId: string;
  readonly userName: string;
  readonly path: string;
  readonly standings: Standing[];
}

/** Everything that an observer of the schedule knows besides AWS's own events: what people did and were told. */
export interface Knowledge {
  readonly processes: ProcessNote[];
  readonly mail: Mail[];
  readonly orders: Order[];
  readonly people: Map<string, Person>;
  /** The last use of keys before the first day, of which there are no events. */
  readonly firstUses: Map<string, number>;
  readonly settings: { readonly at: number; readonly settings: Settings }[];
  /** Requests with which a process died: AWS never saw them, and the ledger has their intent. */
  readonly diedWith: {
    readonly operation: string;
    readonly userName: string | undefined;
    readonly at: number;
  }[];
  /** Everything that Keyturn said, to look for secrets in. */
  readonly said: string[];
  readonly problems: string[];
}

/** Nothing known yet. */
export function noKnowledge(): Knowledge {
  return {
    processes: [],
    diedWith: [],
    mail: [],
    orders: [],
    people: new Map(),
    firstUses: new Map(),
    settings: [],
    said: [],
    problems: [],
  };
}

/** Takes note of the tags and groups that users have now, where they changed. */
export function noteStandings(knowledge: Knowledge, sandbox: Sandbox): void {
  const at = sandbox.clock.now();
  for (const account of sandbox.world.organization.accounts()) {
    for (const user of sandbox.world.iam.users(account.id)) {
      const { userId, name: userName, path, accountId } = user;
      const person = knowledge.people.get(userId) ?? {
        accountId,
        accountTags: new Map(account.tags),
        userId,
        userName,
        path,
        standings: [],
      };
      knowledge.people.set(userId, person);
      const last = person.standings.at(-1);
      const same =
        last !== undefined &&
        JSON.stringify([[...last.tags], [...last.groups]]) ===
          JSON.stringify([[...user.tags], [...user.groups]]);
      if (!same) person.standings.push({ at, tags: new Map(user.tags), groups: new Set(user.groups) });
    }
  }
}
