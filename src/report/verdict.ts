import { narrowingText } from '../domain/narrowing.ts';
import type { RunReport } from '../domain/report.ts';
import { counted } from '../messages/wording.ts';
import type { Totals } from './totals.ts';

/** What a run comes to, in words; incomplete is never said quietly. */
export interface Verdict {
  readonly tone: 'good' | 'attention' | 'bad';
  /** For a badge. `Part` is a run that a person narrowed, and that did what was asked of it. */
  readonly word: 'Complete' | 'Part' | 'INCOMPLETE';
  /** One sentence on the coverage. */
  readonly headline: string;
  /** One sentence on what was changed. */
  readonly changes: string;
  /** `Dry run`, `Enforced`, `Rehearsal`, … */
  readonly mode: string;
}

/** Judges a report. `attention` means complete, but a person has something to decide. */
export function verdictOf(report: RunReport, totals: Totals): Verdict {
  return {
    tone: toneOf(report, totals),
    word: report.complete ? 'Complete' : isPart(report) ? 'Part' : 'INCOMPLETE',
    headline: headlineOf(report, totals),
    changes: changesOf(report, totals),
    mode: modeOf(report),
  };
}

/** A narrowed run in which nothing went wrong. It says nothing of what it left out. */
export function isPart(report: RunReport): boolean {
  return report.narrowed !== undefined && report.exitCode === 0;
}

function toneOf(report: RunReport, totals: Totals): Verdict['tone'] {
  if (isPart(report)) return 'attention';
  if (!report.complete) return 'bad';
  return totals.needPerson > 0 ? 'attention' : 'good';
}

function headlineOf(report: RunReport, totals: Totals): string {
  if (report.complete) {
    if (totals.accounts.scanned === 0) return 'No account was in scope.';
    const open = totals.needPerson;
    const person = open === 0 ? '' : ` ${counted(open, 'hold needs', 'holds need')} a person.`;
    return `Every account in scope was read, and every user in them was handled.${person}`;
  }
  if (report.narrowed !== undefined && isPart(report)) {
    const read = counted(totals.accounts.scanned, 'account');
    return `Only what was asked for was read (${narrowingText(report.narrowed)}), in ${read}. Nothing is said of anybody else.`;
  }
  const missing = [
    ...(totals.accounts.failed === 0
      ? []
      : [`${counted(totals.accounts.failed, 'account')} could not be read`]),
    ...(totals.failedUsers === 0 ? [] : [`${counted(totals.failedUsers, 'user')} could not be handled`]),
    ...(report.stopped === undefined ? [] : ['changes were stopped']),
  ];
  const what = missing.length === 0 ? 'something went wrong' : missing.join(' and ');
  return `Do not take this run for the whole picture: ${what}.`;
}

function changesOf(report: RunReport, totals: Totals): string {
  if (report.stopped !== undefined)
    return `${madeUntilStopped(totals.outcomes.done)}: ${report.stopped.why} (${report.stopped.code}).`;
  const { rotate, deactivate, repair } = totals.actions;
  const due = rotate + deactivate + totals.actions.delete + repair;
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

function madeUntilStopped(done: number): string {
  return done === 0
    ? 'Nothing was changed'
    : `${counted(done, 'change was', 'changes were')} made before the run stopped`;
}

function modeOf(report: RunReport): string {
  const mode = report.stopped !== undefined ? 'Stopped' : report.enforce ? 'Enforced' : 'Dry run';
  return report.rehearsal ? `${mode}, rehearsal` : mode;
}
