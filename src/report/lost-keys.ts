import { isExempt } from '../domain/key-facts.ts';
import type { ReportedDecision, RunReport } from '../domain/report.ts';
import { type LostKeyFact, lostKeyFix, lostKeyText } from '../messages/lost-key-text.ts';
import { sentence } from '../messages/wording.ts';
import { hangingLines, oneLine } from './line-text.ts';
import { byPlace } from './ordering.ts';
import type { TableStyle } from './table-style.ts';

/** A key that nobody can fetch any more, with the decision that it was found beside. */
export interface LostKeyFinding {
  readonly decision: ReportedDecision;
  readonly fact: LostKeyFact;
  /** What the reader does next. */
  readonly fix: string;
}

/** What a decision says of a key that nobody can fetch any more; usually nothing. */
export function lostKeyOf(decision: ReportedDecision): LostKeyFinding | undefined {
  const fact = decision.evidence.find((one) => one.kind === 'key-not-fetchable');
  if (fact === undefined) return undefined;
  return { decision, fact, fix: lostKeyFix(fact, decision, { exempt: isExempt(decision) }) };
}

/** The keys of a run that nobody can fetch any more, each once, by account and user. */
export function lostKeysOf({ decisions }: Pick<RunReport, 'decisions'>): readonly LostKeyFinding[] {
  const found = new Map<string, LostKeyFinding>();
  for (const decision of [...decisions].sort(byPlace)) {
    const lost = lostKeyOf(decision);
    if (lost !== undefined && !found.has(lost.fact.keyId)) found.set(lost.fact.keyId, lost);
  }
  return [...found.values()];
}

/** Those keys for a terminal, each with its fix. */
export function lostKeyLines(report: Pick<RunReport, 'decisions'>, style: TableStyle): readonly string[] {
  const lost = lostKeysOf(report);
  if (lost.length === 0) return [];
  const lines = lost.flatMap(({ decision, fact, fix }) => {
    const whose = `${decision.userName} in ${decision.accountName}: `;
    const text = `${whose}${sentence(lostKeyText(fact, style))} ${fix}`;
    return hangingLines('  ', oneLine(text), style.width);
  });
  return ['', style.painter.bold(style.painter.yellow('Keys that nobody can fetch any more')), ...lines];
}
