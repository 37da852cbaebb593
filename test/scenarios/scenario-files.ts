import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What scenarios and lives have in common: a name, and the lesson that they stand for. */
export interface NamedCase {
  readonly name: string;
  readonly lesson?: string;
}

const folder = new URL('.', import.meta.url);

/** Every file of cases under test/scenarios, in subfolders too, with what it holds. */
export function caseFiles(): readonly { readonly file: string; readonly cases: readonly NamedCase[] }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ file, cases: parse(readFileSync(new URL(file, folder), 'utf8')) as NamedCase[] }));
}
