import type { RunReport } from '../../src/domain/report.ts';
import { keyFindings } from '../../src/report/key-findings.ts';

/** How many active keys are over their limit, of how many, by the sentence in a table or a page. */
export function overLimitIn(text: string): readonly (number | undefined)[] {
  const found = /(\d+|None) of (\d+) active keys? (?:is|are) over/.exec(text);
  if (found === null) return text.includes('No active key was found') ? [0, 0] : [undefined, undefined];
  return [found[1] === 'None' ? 0 : Number(found[1]), Number(found[2])];
}

/** How many keys there are by the kinds in a table: `14 keys: 2 held, 3 to replace, 9 with nothing due.` */
export function sumIn(table: string): number {
  const [, all = '0', kinds = ''] = /^(\d+) keys?(?:: (.*))?\.$/m.exec(table) ?? [];
  const counts = [...kinds.matchAll(/(?:^|, )(\d+) /g)].map((match) => Number(match[1]));
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.length === 0 ? Number(all) : sum;
}

/** The rows of a CSV by the names of its columns. */
export function csvRows(csv: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** How many active keys are over their limit, of how many: a key that was deleted is none, of the others what is planned speaks before what was done. */
export function overLimitInCsv(csv: string): readonly number[] {
  const keys = Map.groupBy(csvRows(csv), (row) => row.key_id ?? '');
  const standing = [...keys.values()].filter((rows) => rows.every((row) => row.key_status !== 'gone'));
  const speaking = standing.map((rows) => rows.find((row) => row.outcome !== 'done') ?? rows[0]);
  const active = speaking.filter((row) => row?.key_status !== 'inactive');
  return [active.filter((row) => row?.over_limit === 'true').length, active.length];
}

/** How many active keys are over their limit, of how many, by the findings. */
export function overLimitInFindings(run: RunReport): readonly number[] {
  const working = keyFindings(run).filter(({ keyStatus }) => !['inactive', 'gone'].includes(keyStatus));
  const over = working.filter(({ overLimit }) => overLimit);
  return [over.length, working.length];
}

/** What a reader sees of a page. */
export function textOf(html: string): string {
  return html.replace(/<style>[\s\S]*?<\/style>|<script[\s\S]*?<\/script>/g, ' ').replace(/<[^>]*>/g, ' ');
}

/** The number on a tile of the page. */
export function tileOf(html: string, label: string): number {
  return Number(new RegExp(`>${label}</a></dt><dd><b>(\\d+)</b>`).exec(html)?.[1]);
}

/** The number beside the title of a section of the page. */
export function countOf(html: string, section: string): number {
  return Number(new RegExp(`<h2 id="${section}-title">[^<]*<span class="count">(\\d+)<`).exec(html)?.[1]);
}

/** A section of the page. */
export function sectionOf(html: string, section: string): string {
  const [, rest = ''] = html.split(`<h2 id="${section}-title">`);
  return rest.split('<h2 ')[0] ?? '';
}

/** How many keys are over their limit by the table of accounts. */
export function overLimitByAccount(html: string): number {
  const cells = [...sectionOf(html, 'coverage').matchAll(/data-title="Over limit">(\d+)</g)];
  return cells.reduce((sum, match) => sum + Number(match[1]), 0);
}
