import type { z } from 'zod';
import { type CatalogueEntry, catalogue } from './catalogue.ts';
import { looksSecret, unusable } from './given.ts';
import { type Path, pathText, settingOf, valueAt, without } from './path.ts';
import type { ConfigProblem, Place } from './problem.ts';
import { type ConfigDocument, documentSchema } from './schema.ts';
import { suggest } from './suggest.ts';

/** Where a document came from, so that problems can be told in its terms. */
export interface Origin {
  readonly keyPlace: (path: Path) => Place;
  readonly valuePlace: (path: Path) => Place;
  /** The value as it was typed, where that says more than the value. */
  readonly sourceOf: (path: Path) => string | undefined;
}

/** The usable part of a document, and what is wrong with the rest. */
export interface CheckedDocument {
  readonly document: ConfigDocument;
  readonly problems: readonly ConfigProblem[];
  /** The settings that were given and cannot be used: nothing may be concluded from their defaults. */
  readonly unusable: readonly Path[];
}

interface Finding {
  readonly problem: ConfigProblem;
  /** What to leave out, so that the rest can be used. */
  readonly leaveOut: Path;
}

/** Validates a document; what is wrong with one setting does not keep the others from being looked at. */
export function checkDocument(raw: unknown, origin: Origin): CheckedDocument {
  const document = raw ?? {};
  const first = documentSchema.safeParse(document);
  if (first.success) return { document: first.data, problems: [], unusable: [] };
  const findings = first.error.issues.flatMap((issue) =>
    findingsOf(issue, first.error.issues, document, origin),
  );
  const unusable = findings.map((finding) => finding.leaveOut);
  const rest = documentSchema.safeParse(without(document, unusable));
  return {
    document: rest.success ? rest.data : {},
    problems: findings.map((finding) => finding.problem),
    unusable: rest.success ? unusable : [[]],
  };
}

function findingsOf(
  issue: z.core.$ZodIssue,
  all: readonly z.core.$ZodIssue[],
  document: unknown,
  origin: Origin,
): readonly Finding[] {
  const path = issue.path as Path;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], origin));
  // A rule whose only condition is misspelt has no condition either; one message is enough.
  const misspelt = all.some(
    (other) => other.code === 'unrecognized_keys' && pathText(other.path as Path) === pathText(path),
  );
  return issue.code === 'custom' && misspelt ? [] : [invalidValue(issue, path, document, origin)];
}

function invalidValue(issue: z.core.$ZodIssue, path: Path, document: unknown, origin: Origin): Finding {
  const value = valueAt(document, path);
  const place = origin.valuePlace(path);
  const prefix = place.variable === undefined ? '' : `${place.variable}: `;
  const incomplete = issue.code === 'custom' && typeof value === 'object';
  const fault = incomplete
    ? `${pathText(path)} is incomplete.`
    : unusable(path, value, origin.sourceOf(path));
  const message = `${prefix}${fault}`;
  const hint = looksSecret(pathText(path), value) ? HIDDEN_HINT : hintOf(issue, value);
  const problem = { code: 'CONFIG_INVALID_VALUE', path: pathText(path), message, hint, ...place } as const;
  return { problem, leaveOut: settingOf(path) };
}

/** Hints repeat parts of what was given, so they are left out with it. */
const HIDDEN_HINT = 'See docs/configuration.md for what can be written there.';

function hintOf(issue: z.core.$ZodIssue, value: unknown): string {
  return value === null ? `${issue.message} Leave the line out to use the default.` : issue.message;
}

/** The value of an unknown key never appears: nobody knows what it is. */
function unknownKey(path: Path, origin: Origin): Finding {
  const message = `${pathText(path)} is not a setting.`;
  const hint = hintFor(path);
  const problem = {
    code: 'CONFIG_UNKNOWN_KEY',
    path: pathText(path),
    message,
    hint,
    ...origin.keyPlace(path),
  } as const;
  const inList = path.some((part) => typeof part === 'number');
  return { problem, leaveOut: inList ? settingOf(path) : path };
}

function hintFor(path: Path): string {
  const key = String(path.at(-1));
  const parent = pathText(path.slice(0, -1)).replace(/\[\d+\]/g, '[]');
  const entries = catalogue();
  const siblings = entries.filter((entry) => entry.parent === parent).map((entry) => entry.name);
  const near = suggest(key, siblings);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  const elsewhere = entryElsewhere(key, entries);
  if (elsewhere !== undefined) {
    const where = elsewhere.parent === '' ? 'at the left margin' : `below \`${elsewhere.parent}:\``;
    return `Did you mean \`${elsewhere.path}\`? It belongs ${where}.`;
  }
  return `Remove it. Known here: ${siblings.join(', ')}.`;
}

/** A setting of nearly that name in another section. Conditions of exemptions are left out: they are nobody's first guess. */
function entryElsewhere(key: string, entries: readonly CatalogueEntry[]): CatalogueEntry | undefined {
  const candidates = entries.filter((entry) => !entry.path.includes('[]'));
  const name = suggest(
    key,
    candidates.map((entry) => entry.name),
  );
  return candidates.find((entry) => entry.name === name);
}
