import { describe, expect, it } from 'vitest';
import type { AccessKey } from '../../src/domain/access-key.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { ForceOrder } from '../../src/domain/memory.ts';
import type { Instant } from '../../src/domain/time.ts';
import { LIVING, type LifeRun, live, madeKey, usedIn } from './life.ts';
import { caseFiles } from './scenario-files.ts';
import { settingsOf } from './scenario-input.ts';
import { at, type Day, dayOf, keyId } from './scenario-time.ts';

/**
 * A life as data: keys, who uses them and when, and what each daily run is expected to do, as one line each.
 *
 * A line is the day, the key, the action and the reason; a hold is told on its first day, and `none` never. Keys that
 * Keyturn makes are `new1`, `new2`, ….
 */
interface LifeCase {
  readonly name: string;
  readonly lesson?: string;
  readonly preset?: string;
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly keys: readonly {
    readonly key: string;
    readonly created: Day;
    readonly status?: AccessKey['status'];
  }[];
  /** A key is used every hour in these spans. */
  readonly uses?: readonly { readonly key: string; readonly from?: Day; readonly until?: Day }[];
  readonly runs: { readonly from: number; readonly until: number; readonly except?: readonly number[] };
  /** Days on which no channel accepts anything. */
  readonly mailDown?: { readonly from: number; readonly until: number };
  readonly force?: { readonly key: string; readonly day: number };
  readonly expect: readonly string[];
}

const cases = caseFiles()
  .filter(({ file }) => file.startsWith('lives/'))
  .flatMap((suite) => suite.cases as readonly LifeCase[]);

describe('whole lives of keys, day by day', () => {
  it.each(cases)('$name', (given) => {
    expect(linesOf(given)).toEqual(given.expect);
  });

  it('have names of their own', () => {
    expect(new Set(cases.map((given) => given.name)).size).toBe(cases.length);
  });
});

function linesOf(given: LifeCase): readonly string[] {
  const { from, until, except = [] } = given.runs;
  const days = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  const down = given.mailDown;
  const isDown = (now: Instant) => down !== undefined && dayOf(now) >= down.from && dayOf(now) <= down.until;
  const runs = live(
    {
      policy: settingsOf(given).policy,
      keys: given.keys.map(({ key, created, status = 'active' }) => ({
        id: keyId(key),
        status,
        createdAt: at(created),
      })),
      lastUsed: usedIn((key) =>
        (given.uses ?? [])
          .filter((use) => idOf(use.key) === key.id)
          .map((use) => ({ from: at(use.from ?? 0), until: at(use.until ?? 100_000) })),
      ),
      accepts: (now) => !isDown(now),
      ...(given.force === undefined ? {} : { orders: ordersOf(given.force) }),
    },
    days.filter((day) => !except.includes(day)).map(at),
  );
  return runs.flatMap((run, index) => lines(run, runs[index - 1]));
}

function ordersOf({ key, day }: NonNullable<LifeCase['force']>) {
  return (now: Instant): { readonly force?: ForceOrder } => {
    if (dayOf(now) !== day) return {};
    return { force: { ...LIVING, keyIds: [idOf(key)], at: now, by: 'operator', why: 'test' } };
  };
}

function idOf(label: string) {
  const made = /^new(\d)$/.exec(label)?.[1];
  return made === undefined ? keyId(label) : madeKey(Number(made));
}

function lines(run: LifeRun, before: LifeRun | undefined): readonly string[] {
  const told = (decision: Decision) =>
    decision.action === 'hold' && (before?.decisions.map(essence) ?? []).includes(essence(decision));
  return run.decisions
    .filter((decision) => decision.action !== 'none' && !told(decision))
    .map((decision) => `${dayOf(run.now)} ${label(decision.keyId)} ${essenceOf(decision)}`);
}

function essence(decision: Decision): string {
  return `${decision.keyId} ${essenceOf(decision)}`;
}

function essenceOf({ action, reason, objections = [], warning }: Decision): string {
  const gates = action === 'hold' ? ` [${objections.map(({ gate }) => gate).join(', ')}]` : '';
  const extended = warning?.kind === 'extended' ? ' (extended)' : '';
  return `${action} ${reason}${gates}${extended}`;
}

/** `AKIAOLDXXXXXXXXXXXXX` is called `old`. */
function label(id: string): string {
  return id.slice(4).replace(/X+$/, '').toLowerCase();
}
