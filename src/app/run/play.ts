import pMap from 'p-map';
import { createBudget } from '../../engine/budget.ts';
import type { CanaryState } from '../../policy/pauses.ts';
import type { Budget } from '../../ports/budget.ts';
import { type AccountResult, joinTurns } from './account-result.ts';
import { stillOutside } from './coverage-of.ts';
import { digest } from './digest.ts';
import { type FinishedRun, finish } from './finish.ts';
import { gate } from './gate.ts';
import type { AccountTask, Manifest } from './manifest.ts';
import { type OtherLedgerWatch, watchOtherLedgers } from './other-ledger.ts';
import type { RunParts } from './parts.ts';
import { type Turn, workOnAccount } from './work-on-account.ts';

/** What one process plays the stages with. */
interface Stages {
  readonly parts: RunParts & { readonly budget: Budget };
  readonly manifest: Manifest;
  /** What one account's work meets stops them all. */
  readonly otherLedgers: OtherLedgerWatch;
  readonly numbering: (name: string) => string;
}

/** Plays all stages after the begin in one process: the canaries, the gate, the others, the digest, the finish. */
export async function play(parts: RunParts, manifest: Manifest): Promise<FinishedRun> {
  const stages: Stages = {
    parts: { ...parts, budget: parts.budget ?? createBudget(parts.settings.safety) },
    manifest,
    otherLedgers: watchOtherLedgers(parts, manifest),
    numbering: numberingOf(manifest),
  };
  const ofWave = (wave: AccountTask['wave']) => manifest.tasks.filter((task) => task.wave === wave);
  const canaries = await workOn(stages, ofWave('canary'), manifest.canary);
  const state = gate(manifest, new Map(canaries.map(({ task, result }) => [task.account.id, result])));
  const rest = await workOn(stages, ofWave('rest'), state);
  const outside = await workOn(stages, ofWave('outside'), state);
  const results = [...canaries, ...rest, ...outside];
  const delivered = await digest(
    parts,
    manifest,
    results.map(({ result }) => result),
  );
  return await finish(parts, manifest, { results, delivered });
}

async function workOn(stages: Stages, tasks: readonly AccountTask[], canary: CanaryState) {
  return await pMap(tasks, async (task) => ({ task, result: await inTurns(stages, task, canary) }), {
    concurrency: stages.parts.settings.concurrency.accounts,
  });
}

/** One account to its end, in as many turns as it takes. Without a limit of time it takes one. */
async function inTurns(
  { parts, manifest, otherLedgers, numbering }: Stages,
  task: AccountTask,
  canary: CanaryState,
): Promise<AccountResult> {
  let whole: AccountResult | undefined;
  let turn: Turn = {};
  do {
    const shown = task.wave === 'outside' ? {} : { numbering };
    const result = await workOnAccount(parts, manifest, { task, canary, turn, otherLedgers, ...shown });
    whole = joinTurns(whole, result);
    turn = whole.handled === undefined ? {} : { handled: whole.handled };
  } while (whole.handled !== undefined);
  return task.outside === undefined
    ? whole
    : { ...whole, coverage: stillOutside(whole.coverage, task.outside) };
}

function numberingOf({ tasks }: Manifest): (name: string) => string {
  const all = tasks.filter(({ wave }) => wave !== 'outside').length;
  let through = 0;
  return (name) => {
    through += 1;
    return all === 1 ? name : `account ${through} of ${all}, ${name}`;
  };
}
