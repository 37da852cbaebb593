import type { RunReport } from '../domain/report.ts';
import { totalsOf } from '../domain/totals.ts';
import { counted } from '../messages/wording.ts';
import { choiceOption } from './options.ts';
import { FAIL_ON } from './program/words.ts';
import type { Terminal } from './terminal.ts';

type FailOn = (typeof FAIL_ON)[number];

/** The exit code of a run that did all it could, and found what `--fail-on` names. */
export const FAIL_ON_EXIT_CODE = 3;

/** Reads `--fail-on`: given several times, or several words with commas between them. */
export function failOnOption(given: readonly string[] = []): readonly FailOn[] {
  return given
    .flatMap((text) => text.split(','))
    .map((word) => choiceOption('--fail-on', word.trim(), FAIL_ON));
}

/**
 * What a command exits with after a run: as the run did, or with 3 when only `--fail-on` objects.
 *
 * An incomplete run stays 2 whatever it found: what was not read cannot be counted.
 */
export function exitCodeOf(report: RunReport, failOn: readonly FailOn[], terminal: Terminal): number {
  if (report.exitCode !== 0) return report.exitCode;
  const totals = totalsOf(report);
  const found: Readonly<Record<FailOn, string | undefined>> = {
    'over-limit':
      totals.keysOverLimit === 0
        ? undefined
        : `${counted(totals.keysOverLimit, 'active key is', 'active keys are')} over the limit`,
    holds:
      totals.actions.hold === 0
        ? undefined
        : `${counted(totals.actions.hold, 'change is', 'changes are')} held`,
  };
  const reasons = FAIL_ON.filter((word) => failOn.includes(word)).flatMap((word) => found[word] ?? []);
  if (reasons.length === 0) return 0;
  terminal.err(`Exit code ${FAIL_ON_EXIT_CODE}, as --fail-on says: ${reasons.join('; ')}.\n`);
  return FAIL_ON_EXIT_CODE;
}
