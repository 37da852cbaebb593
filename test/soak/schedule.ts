import type { Settings } from '../../src/domain/settings.ts';
import type { Fault } from '../../src/sandbox/index.ts';

/** One random schedule: everything that happens in it follows from this, and this from its seed. */
export interface Schedule {
  readonly seed: number;
  readonly accounts: readonly AccountPlan[];
  readonly settings: Settings;
  /** Another document takes its place on a day. */
  readonly later?: { readonly day: number; readonly settings: Settings };
  readonly steps: readonly Step[];
  /** The last day on which anything is put in the way; quiet days follow. */
  readonly lastDay: number;
  /** Whether the AWS SDK itself is used, rather than light clients: slower. */
  readonly sdk: boolean;
  /** Days on which no channel takes any notice. */
  readonly deaf?: { readonly from: number; readonly until: number };
  /** A user or an account about which every call fails, for ever: the others must not suffer from it. */
  readonly broken?: { readonly accountId: string; readonly userName?: string };
}

/** An account and its users. */
export interface AccountPlan {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly users: readonly UserPlan[];
}

/** A user as it is on the first day, and how its owner behaves. */
export interface UserPlan {
  readonly name: string;
  readonly path: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly exemptByGroup: boolean;
  readonly keys: readonly { readonly age: number; readonly status: string; readonly usedAgo?: number }[];
  readonly habit: Habit;
}

/** How the application behind a user behaves. */
export interface Habit {
  /** It uses what it holds every so many days; 0 for never. */
  readonly everyDays: number;
  /** Whether it holds all active keys at the start, or only the newest. */
  readonly holdsAll: boolean;
  /** Days between being told of a new key and taking it up; undefined for owners who never do. */
  readonly takesUpAfter: number | undefined;
  /** It goes on using the old key beside the new one. */
  readonly keepsBoth: boolean;
  /** Chance that it calls for an undo when it is cut off. */
  readonly callsForHelp: number;
}

/** Something that happens on a day. Each has a seed of its own, so that leaving one out does not change the others. */
export type Step = { readonly day: number; readonly seed: number } & (
  | {
      readonly kind: 'run';
      readonly style: RunStyle;
      readonly faults: FaultPlan;
      /** Put in on purpose; other runs are left out when nothing can be due. */
      readonly forced: boolean;
    }
  | { readonly kind: 'hand'; readonly act: HandAct }
);

/** How a run is started. */
export type RunStyle =
  | 'plain'
  /** The same again a while later. */
  | 'twice'
  /** Two or three at once, their calls and writes in any order. */
  | 'overlapping'
  /** It sleeps in the middle, another runs meanwhile, and then it goes on. */
  | 'overtaken'
  | 'dry'
  /** On a machine whose clock is wrong by more than five minutes. */
  | 'wrong-clock';

/** What goes wrong in a run. */
export interface FaultPlan {
  readonly points: readonly FaultPoint[];
  /** Chances that any call of the run is struck. */
  readonly rates?: { readonly throttle: number; readonly lost: number; readonly server: number };
  /** Operations that are denied all through the run. */
  readonly denied?: readonly string[];
  readonly report?: 'fails' | 'denied' | 'unparsable' | 'lies';
  /** The machine's clock differs from AWS's by this, within what is tolerated. */
  readonly offsetMs?: number;
  readonly channel?: 'fails' | 'takes-some';
}

/** One thing that goes wrong once, at one place. */
export interface FaultPoint {
  /** The so manyth call of the process, or the so manyth of one operation, or a write to the ledger. */
  readonly at: number;
  readonly operation?: string;
  readonly what:
    | Fault['kind']
    | 'ledger-crash-before'
    | 'ledger-crash-after'
    /** Time passes for everybody. */
    | 'sleep'
    /** The machine's clock jumps ahead of AWS's, once the answer has come. */
    | 'clock-jump'
    /** Somebody does something by hand just before the call. */
    | 'hand';
  readonly ms?: number;
}

/** What people do by hand, or order of Keyturn. */
export type HandAct =
  | 'create-key'
  | 'deactivate-key'
  | 'reactivate-key'
  | 'delete-key'
  | 'delete-user'
  | 'recreate-user'
  | 'add-user'
  | 'delete-secret'
  | 'purge-secret'
  | 'restore-secret'
  | 'overwrite-secret'
  | 'foreign-secret'
  | 'tag-user'
  | 'exempt-user'
  | 'end-exemption'
  | 'undo'
  | 'keep'
  | 'release'
  | 'extend'
  | 'force';
