import { ADVICE_KINDS, ADVICE_LABELS } from '../advice/text.ts';
import { userKey } from '../domain/ids.ts';
import type { RefusedDecision, RunReport } from '../domain/report.ts';
import { isoDay, isoTime } from '../domain/time.ts';
import { keyName, withMaskedKeys } from '../messages/key-name.ts';
import { counted, sentence } from '../messages/wording.ts';
import { adviceByService, serviceAdviceText } from './advice-by-service.ts';
import { hangingLines, oneLine, wrapTo } from './line-text.ts';
import { byText } from './ordering.ts';
import type { TableStyle } from './table-style.ts';

/** For `apply`: each decision of the plan that was refused with the reason, and how many others were left alone. */
export function appliedLines({ applied }: RunReport, style: TableStyle): readonly string[] {
  if (applied === undefined) return [];
  const title = `Plan ${oneLine(applied.plan)} of ${isoTime(applied.madeAt)}`;
  const refused = [...applied.refused].sort(
    (a, b) =>
      byText(a.decision.accountId, b.decision.accountId) ||
      byText(a.decision.userName, b.decision.userName) ||
      byText(a.decision.keyId, b.decision.keyId),
  );
  const counts = [
    applied.refused.length === 0 ? 'nothing refused' : `${applied.refused.length} refused`,
    ...(applied.left === 0 ? [] : [`${counted(applied.left, 'decision')} not in it left alone`]),
  ];
  return [
    '',
    ...wrapTo(`${title}: ${counts.join(', ')}.`, style.width).map(style.painter.bold),
    ...refused.flatMap((entry) =>
      hangingLines('  ', refusedText(entry, style), style.width).map(style.painter.yellow),
    ),
  ];
}

/** Tags by which somebody tried to change what policy does not leave to tags, by user. */
export function refusedTagLines(report: RunReport, style: TableStyle): readonly string[] {
  const tagged = report.decisions.filter(({ refusedTags = [] }) => refusedTags.length > 0);
  const users = [...Map.groupBy(tagged, userKey).values()].flatMap((decisions) => decisions.slice(0, 1));
  if (users.length === 0) return [];
  const lines = users
    .sort((a, b) => byText(a.accountName, b.accountName) || byText(a.userName, b.userName))
    .flatMap(({ userName, accountName, refusedTags = [] }) =>
      hangingLines('  ', `${userName} in ${accountName}: ${refusedTags.join(', ')}`, style.width),
    );
  return ['', style.painter.bold('Tags that policy does not allow, and that were not followed'), ...lines];
}

/** The exemptions in one line, and those that have expired or exempt nobody, since these are for somebody to look at. */
export function exemptionLines({ exemptions }: RunReport, style: TableStyle): readonly string[] {
  if (exemptions.length === 0) return [];
  const expired = exemptions.filter((rule) => rule.expired);
  const idle = exemptions.filter((rule) => !rule.expired && rule.users === 0);
  const users = exemptions.reduce((sum, rule) => sum + (rule.expired ? 0 : rule.users), 0);
  const text = `Exemptions: ${counted(exemptions.length, 'rule')}, by which ${counted(users, 'user is', 'users are')} exempt.`;
  const notes = [
    ...expired.map(({ by, until }) => {
      const since = until === undefined ? '' : ` on ${isoDay(until)}`;
      return `expired${since}: ${by}`;
    }),
    ...idle.map(({ by }) => `exempts nobody: ${by}`),
  ];
  return [
    '',
    ...wrapTo(text, style.width),
    ...notes.flatMap((note) => hangingLines('  ', note, style.width).map(style.painter.dim)),
  ];
}

/** More services than these are for the page and for programs. */
const MOST_SERVICES = 10;

/** The advice: the kinds in one line, and keys for one service by that service. What is said of whom stands in the page and in the JSON output. */
export function adviceLines({ advice }: RunReport, style: TableStyle): readonly string[] {
  if (advice.length === 0) return [];
  const kinds = ADVICE_KINDS.flatMap((kind) => {
    const count = advice.filter((entry) => entry.kind === kind).length;
    const { one, many } = ADVICE_LABELS[kind];
    return count === 0 ? [] : [counted(count, one, many)];
  });
  const text = `Advice: ${kinds.join(', ')}. Advice changes nothing by itself; the page and the JSON output name the keys.`;
  const services = adviceByService(advice);
  const more = services.length - MOST_SERVICES;
  const lines = [
    ...services
      .slice(0, MOST_SERVICES)
      .map((of) => `IAM keys used only by ${of.service}: ${serviceAdviceText(of)}`),
    ...(more > 0 ? [`and keys of ${counted(more, 'more service')}`] : []),
  ];
  return [
    '',
    ...wrapTo(text, style.width),
    ...lines.flatMap((line) => hangingLines('  ', oneLine(line), style.width).map(style.painter.dim)),
  ];
}

function refusedText({ decision, why }: RefusedDecision, style: TableStyle): string {
  const key = keyName(decision.keyId, style);
  const act = `${decision.action} ${key} of ${decision.userName} (${decision.accountId})`;
  return `refused: ${act}: ${sentence(withMaskedKeys(why, style))}`;
}
