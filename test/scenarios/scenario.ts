import type { Decision } from '../../src/domain/decision.ts';
import type { ExemptionRule, TagMatch } from '../../src/domain/exemption.ts';
import { formatDuration } from '../../src/domain/time.ts';
import { planUser } from '../../src/policy/plan-user.ts';
import { resolvePolicy } from '../../src/policy/resolve-policy.ts';
import { contextOf, factsOf, settingsOf } from './scenario-input.ts';
import { type Day, dayOf, keyId } from './scenario-time.ts';

type Tags = Readonly<Record<string, string>> | 'unreadable';

/** Which users something applies to, as a document writes it. */
interface Selector {
  readonly accounts?: readonly string[];
  readonly organizationalUnits?: readonly string[];
  readonly accountTags?: readonly TagMatch[];
  readonly users?: readonly string[];
  readonly paths?: readonly string[];
}

/**
 * A planner scenario as data. All times are days since day 0; keys are named by short labels.
 *
 * `ledger.keys` holds partial records; a key without one has been seen by no run before. A notice is a warning of a
 * deactivation by a channel that counts, queued when it was accepted, unless it says otherwise.
 */
export interface Scenario {
  readonly name: string;
  /** The item of the lessons that it stands for, if any: `2.1`, `1.4`, … */
  readonly lesson?: string;
  readonly today: Day;
  /** Name of a preset that the policy begins with; without one, the defaults. Its exemptions are left out. */
  readonly preset?: string;
  /** Overrides of that policy; durations as text. */
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly exemptions?: readonly (Omit<ExemptionRule, 'until'> & { readonly until?: Day })[];
  readonly overrides?: readonly {
    readonly name?: string;
    readonly when: Selector;
    readonly policy: Readonly<Record<string, unknown>>;
  }[];
  readonly userTags?: readonly Readonly<Record<string, unknown>>[];
  readonly freeze?: readonly {
    readonly from: Day;
    readonly until: Day;
    readonly reason?: string;
    readonly accounts?: readonly string[];
    readonly organizationalUnits?: readonly string[];
  }[];
  readonly canary?: {
    readonly accounts?: readonly string[];
    readonly organizationalUnits?: readonly string[];
    readonly for: string;
    /** Enforcing runs of the past, oldest first: what they did to these canaries, or to others (`who`). */
    readonly runs: readonly {
      readonly day: Day;
      readonly failed?: number;
      readonly scanned?: boolean;
      readonly partial?: boolean;
      readonly enforce?: boolean;
      readonly who?: string;
    }[];
  };
  readonly user?: {
    readonly name?: string;
    /** Begins and ends with a slash. */
    readonly path?: string;
    readonly tags?: Tags;
    readonly groups?: readonly string[] | 'unreadable';
    readonly accountId?: string;
    readonly organizationalUnits?: readonly string[];
    /** Tags of the account; without them, nothing asked for any. */
    readonly accountTags?: Tags;
  };
  readonly keys: readonly {
    readonly key: string;
    readonly created: Day;
    readonly status?: 'active' | 'inactive' | 'unknown';
    /** A day, with an optional service; never; or unknown (the read failed). */
    readonly used: Day | 'never' | 'unknown' | { readonly day: Day; readonly service: string };
  }[];
  readonly ledger?: {
    readonly keys?: readonly Readonly<Record<string, unknown>>[];
    readonly notices?: readonly Readonly<Record<string, unknown>>[];
    readonly holds?: readonly Readonly<Record<string, unknown>>[];
    /** Holds as earlier runs saw them. */
    readonly held?: readonly Readonly<Record<string, unknown>>[];
    readonly keep?: { readonly key: string; readonly at: Day };
    readonly force?: { readonly keys: readonly string[]; readonly at: Day };
    readonly saga?: Readonly<Record<string, unknown>>;
  };
  readonly expect: readonly Expectation[];
  /** Where the policy came from: the override that applied, the tags followed, how many refused, what was unreadable. */
  readonly resolved?: {
    readonly override?: string | null;
    readonly tags?: readonly string[];
    readonly refused?: number;
    readonly unreadable?: boolean;
  };
}

/** What is expected of one key; only the fields that are named are compared. */
export interface Expectation {
  readonly key: string;
  readonly action?: Decision['action'];
  readonly reason?: Decision['reason'];
  /** Where the specification leaves the wording open: actions that it must not be. */
  readonly not?: readonly Decision['action'][];
  /** Gates that object, in order, for holds. */
  readonly gates?: readonly string[];
  readonly held?: string;
  readonly clause?: string;
  readonly repair?: string;
  /** Day on which it is or becomes due. */
  readonly due?: number;
  readonly warning?: { readonly pending: string; readonly step: string; readonly kind?: string };
  /** Options of the policy that relaxed a gate, as the evidence records them. */
  readonly relaxed?: readonly string[];
  /** Who or what exempts the user, as the evidence says; a part of the text. */
  readonly exemptBy?: string;
  /** Day on which the first waiting gate is expected to pass. */
  readonly waitsUntil?: number;
}

/** Plans a scenario and gives the decisions in the shape of its expectation, with only the fields it names. */
export function planScenario(scenario: Scenario): { readonly actual: unknown; readonly wanted: unknown } {
  const decisions = planUser(contextOf(scenario));
  const named = scenario.expect.map((wanted) => {
    const decision = decisions.find((candidate) => candidate.keyId === keyId(wanted.key));
    return decision === undefined ? { key: wanted.key, action: 'no decision' } : describe(decision, wanted);
  });
  const others = decisions.filter(
    (decision) => !scenario.expect.some((wanted) => keyId(wanted.key) === decision.keyId),
  );
  const { resolved, expect } = scenario;
  return {
    actual: {
      decisions: [...named, ...others],
      ...(resolved === undefined ? {} : { resolved: resolution(scenario, resolved) }),
    },
    wanted: { decisions: expect, ...(resolved === undefined ? {} : { resolved }) },
  };
}

function describe(decision: Decision, wanted: Expectation) {
  const { action, reason, objections = [], held, clause, repair, due, warning, evidence } = decision;
  const waits = objections.find((objection) => objection.until !== undefined)?.until;
  const exempt = evidence.find((fact) => fact.kind === 'exempt');
  const all = {
    key: wanted.key,
    action,
    reason,
    not: wanted.not?.includes(action) === true ? `it is ${action} (${reason})` : wanted.not,
    gates: objections.map((objection) => objection.gate),
    held,
    clause,
    repair,
    due: due === undefined ? undefined : dayOf(due),
    warning:
      warning === undefined
        ? undefined
        : {
            pending: warning.pending,
            step: formatDuration(warning.step),
            ...(wanted.warning?.kind === undefined ? {} : { kind: warning.kind }),
          },
    relaxed: evidence.flatMap((fact) => (fact.kind === 'relaxed' ? [fact.option] : [])),
    exemptBy:
      wanted.exemptBy !== undefined && exempt?.by.includes(wanted.exemptBy) === true
        ? wanted.exemptBy
        : exempt?.by,
    waitsUntil: waits === undefined ? undefined : dayOf(waits),
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in wanted));
}

function resolution(scenario: Scenario, wanted: NonNullable<Scenario['resolved']>) {
  const { source, refusedTags, unreadable } = resolvePolicy(settingsOf(scenario), factsOf(scenario));
  const all = {
    override: source?.override ?? null,
    tags: source?.tags ?? [],
    refused: refusedTags.length,
    unreadable: unreadable !== undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in wanted));
}
