import { narrowingText } from '../domain/narrowing.ts';
import type { RunReport } from '../domain/report.ts';
import type { Totals } from '../domain/totals.ts';
import { counted } from '../messages/wording.ts';

/** What a run comes to, in words: whether it saw everything, and what it found, which are two things. */
export interface Verdict {
  readonly tone: 'good' | 'attention' | 'bad';
  /**
   * For a badge. What a complete run found comes first; an incomplete one never says it quietly. `Part` is a run that a
   * person narrowed, and that did what was asked of it.
   */
  readonly word: 'Within limits' | 'Needs attention' | 'Part' | 'INCOMPLETE';
  /** One sentence on what was found: keys over their limit, changes that are held. */
  readonly found: string;
  /** One sentence on the coverage; of a complete run it begins with `Complete: `. */
  readonly headline: string;
  /** One sentence on what was changed. */
  readonly changes: string;
  /** `Dry run`, `Enforced`, `Rehearsal`, … */
  readonly mode: string;
}

/** Judges a report. */
export function verdictOf(report: RunReport, totals: Totals): Verdict {
  const clean = isClean(totals);
  return {
    tone: toneOf(report, clean),
    word: report.complete
      ? clean
        ? 'Within limits'
        : 'Needs attention'
      : isPart(report)
        ? 'Part'
        : 'INCOMPLETE',
    found: foundText(totals),
    headline: headlineOf(report, totals),
    changes: changesOf(report, totals),
    mode: modeOf(report),
  };
}

/** A narrowed run in which nothing went wrong. It says nothing of what it left out. */
export function isPart(report: RunReport): boolean {
  return report.narrowed !== undefined && report.exitCode === 0;
}

/** Nothing is held or out of reach, and no key is past its limit but those that somebody has exempted. */
function isClean(totals: Totals): boolean {
  const { actions, notFetchable } = totals;
  return actions.hold + notFetchable === 0 && totals.keysOverLimit === totals.exemptOverLimit;
}

function toneOf(report: RunReport, clean: boolean): Verdict['tone'] {
  if (isPart(report)) return 'attention';
  if (!report.complete) return 'bad';
  return clean ? 'good' : 'attention';
}

/** How many active keys are over their limit, as one phrase. */
export function overLimitText({ activeKeys, keysOverLimit: over, exemptOverLimit }: Totals): string {
  if (activeKeys === 0) return 'No active key was found';
  const keys = counted(activeKeys, 'active key');
  if (over === 0) return `None of ${keys} is over its limit`;
  const exempt = exemptOverLimit === 0 ? '' : ` (${exemptOverLimit} exempt)`;
  return `${over} of ${keys} ${over === 1 ? 'is over its limit' : 'are over their limit'}${exempt}`;
}

function foundText(totals: Totals): string {
  const { needPerson, escalated, actions, notFetchable } = totals;
  const lost = notFetchable === 0 ? '' : `; nobody can fetch ${counted(notFetchable, 'key')}`;
  if (actions.hold === 0) return `${overLimitText(totals)}; nothing is held${lost}.`;
  const worse = escalated === 0 ? '' : ` (${escalated} escalated)`;
  const person =
    needPerson === 0 ? '' : `, ${needPerson} ${needPerson === 1 ? 'needs' : 'need'} a person${worse}`;
  return `${overLimitText(totals)}; ${counted(actions.hold, 'change is', 'changes are')} held${person}${lost}.`;
}

function headlineOf(report: RunReport, totals: Totals): string {
  if (report.complete) {
    if (totals.accounts.scanned === 0) return 'Complete: no account was in scope.';
    if (report.applied !== undefined) return 'Complete: everything that the plan names was read again.';
    return 'Complete: every account in scope was read, and every user in them was handled.';
  }
  if (report.narrowed !== undefined && isPart(report)) {
    const read = counted(totals.accounts.scanned, 'account');
    return `Only what was asked for was read (${narrowingText(report.narrowed)}), in ${read}. Nothing else was read.`;
  }
  const missing = [
    ...(totals.accounts.failed === 0
      ? []
      : [`${counted(totals.accounts.failed, 'account')} could not be read to the end`]),
    ...(totals.failedUsers === 0 ? [] : [`${counted(totals.failedUsers, 'user')} could not be handled`]),
    ...(report.stopped === undefined ? [] : ['changes were stopped']),
  ];
  const what = missing.length === 0 ? 'something went wrong' : missing.join(' and ');
  return `This run is incomplete: ${what}.`;
}

function changesOf(report: RunReport, totals: Totals): string {
  if (report.stopped !== undefined)
    return `${madeUntilStopped(totals.outcomes.done)}: ${report.stopped.why} (${report.stopped.code}).`;
  const due = changesDue(totals);
  if (!report.enforce) {
    return due === 0
      ? 'Dry run: nothing was changed, and nothing is due.'
      : `Dry run: nothing was changed. ${counted(due, 'change is', 'changes are')} due.`;
  }
  const { done, failed, deferred, stale } = totals.outcomes;
  const parts = [
    `${counted(done, 'change was', 'changes were')} made`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(deferred + stale === 0 ? [] : [`${deferred + stale} left to the next run`]),
  ];
  return `${parts.join(', ')}.`;
}

/** How many changes a dry run would make. */
export function changesDue({ actions }: Totals): number {
  return actions.rotate + actions.deactivate + actions.delete + actions.repair;
}

function madeUntilStopped(done: number): string {
  return done === 0
    ? 'Nothing was changed'
    : `${counted(done, 'change was', 'changes were')} made before the run stopped`;
}

function modeOf(report: RunReport): string {
  const mode = report.stopped !== undefined ? 'Stopped' : report.enforce ? 'Enforced' : 'Dry run';
  return report.rehearsal ? `${mode}, rehearsal` : mode;
}
