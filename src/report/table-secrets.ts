import type { Evidence } from '../domain/decision.ts';
import type { ReportedDecision } from '../domain/report.ts';
import { evidenceText } from '../messages/evidence-text.ts';
import { counted, sentence } from '../messages/wording.ts';
import { brokenTo, hangingLines, oneLine } from './line-text.ts';
import { byText } from './ordering.ts';
import type { TableStyle } from './table-style.ts';

type OthersSecret = Evidence & { readonly kind: 'secret-of-others' };

/** More policies than these are for a program to compare. */
const MOST_SHOWN = 10;

/**
 * The secrets of others that a replacement would go into, each with its policy before and after, and those that could
 * not be read. One statement a line, and whole however long it is: who reads a key must not hide behind an ellipsis.
 */
export function secretLines(
  report: { readonly decisions: readonly ReportedDecision[] },
  at: Pick<Parameters<typeof evidenceText>[1], 'now'>,
  style: TableStyle,
): readonly string[] {
  const found = report.decisions
    .flatMap((decision) =>
      decision.evidence.flatMap((fact) =>
        fact.kind === 'secret-of-others' || fact.kind === 'secret-unread' ? [{ decision, fact }] : [],
      ),
    )
    .sort(
      (a, b) =>
        byText(a.decision.accountName, b.decision.accountName) ||
        byText(a.decision.userName, b.decision.userName),
    );
  if (found.length === 0) return [];
  const lines = found.slice(0, MOST_SHOWN).flatMap(({ decision, fact }) => {
    const whose = `${decision.userName} in ${decision.accountName}: `;
    const text = sentence(evidenceText(fact, { ...style, ...at }));
    return [
      ...hangingLines('  ', whose + text, style.width),
      ...(fact.kind === 'secret-of-others' ? policyLines(fact, style) : []),
    ];
  });
  const more = found.length - MOST_SHOWN;
  const rest = `  and ${counted(more, 'secret')} more: the JSON output has all of them`;
  return [
    '',
    style.painter.bold('Secrets that others made'),
    ...lines,
    ...(more > 0 ? [style.painter.dim(rest)] : []),
  ];
}

function policyLines({ secretArn, before, after }: OthersSecret, style: TableStyle): readonly string[] {
  const parts = [
    ['secret', [secretArn]],
    ['before', before === undefined ? ['no policy'] : statementsOf(before)],
    ['after', statementsOf(after)],
  ] as const;
  return parts.flatMap(([name, texts]) =>
    texts.flatMap((text, at) => {
      const lead = `    ${(at === 0 ? name : '').padEnd(8)}`;
      return brokenTo(oneLine(text), style.width - lead.length).map((line, part) =>
        style.painter.dim((part === 0 ? lead : ' '.repeat(lead.length)) + line),
      );
    }),
  );
}

/** A policy with one statement a line; as it is written when it is not one. */
function statementsOf(policy: string): readonly string[] {
  try {
    const { Statement = [], ...rest } = JSON.parse(policy) as { readonly Statement?: unknown };
    const statements = [Statement].flat().map((statement) => JSON.stringify(statement));
    return [JSON.stringify(rest), ...statements];
  } catch {
    return [policy];
  }
}
