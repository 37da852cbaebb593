import { type Document, visit, type YAMLError } from 'yaml';
import type { Position } from './position.ts';

/** One reason why a text cannot be read as a configuration. */
export interface YamlFault {
  readonly position: Position;
  readonly message: string;
  readonly hint: string;
}

const ALIAS_HINT = 'Write the value out, or put quotes around text that begins with `*`.';

/** What to do about the faults that people meet most. The parser's codes are stable, its texts are not. */
const HINTS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Write it once, with everything that belongs to it below.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Indent what belongs together by the same number of spaces, and close every bracket.',
  BLOCK_AS_IMPLICIT_KEY:
    'Put quotes around a value that contains a colon and a space, and each setting on its own line.',
  MULTILINE_IMPLICIT_KEY: 'End every key with a colon and a space.',
  MISSING_CHAR: 'Close the quote or bracket that is open there.',
  BAD_ALIAS: ALIAS_HINT,
  MULTIPLE_DOCS: 'Keep to one document: remove the line `---` and what follows, or put it into another file.',
  TAG_RESOLVE_FAILED:
    'Remove the tag (the word that begins with `!`); Keyturn does not replace it with anything.',
  UNEXPECTED_TOKEN:
    'Put quotes around a value that begins with `{`, `[`, `*`, `&`, `!`, `|`, `>`, `%`, `@` or a backquote.',
  BAD_SCALAR_START: 'Put quotes around a value that begins with `@` or a backquote.',
};

/** The data of a document, or everything that keeps it from being read. */
export function yamlFaults(
  document: Document.Parsed,
  position: (offset: number) => Position,
): { readonly raw: unknown; readonly faults: readonly YamlFault[] } {
  // A warning means that the parser guessed, such as what an unknown tag stands for. A configuration is not guessed.
  const faults = [...document.errors, ...document.warnings].map((error) => fault(error, position));
  if (document.directives.yaml.version !== '1.2') {
    const message =
      'The document asks for another version of YAML, in which `on` and leading zeros mean other things.';
    faults.unshift({ position: position(0), message, hint: 'Remove the line `%YAML`.' });
  }
  faults.push(...mergeKeys(document, position), ...danglingAliases(document, position));
  if (faults.length > 0) return { raw: undefined, faults: firstOfEachLine(faults) };
  try {
    return { raw: document.toJS(), faults: [] };
  } catch {
    // Aliases of aliases, in such number that they would fill the memory.
    const message = 'The aliases in it cannot be resolved.';
    return { raw: undefined, faults: [{ position: position(0), message, hint: ALIAS_HINT }] };
  }
}

/** One slip makes the parser stumble several times; what comes after the first on a line helps nobody. */
function firstOfEachLine(faults: readonly YamlFault[]): readonly YamlFault[] {
  return faults.filter(
    ({ position }, at) => faults.findIndex((other) => other.position.line === position.line) === at,
  );
}

function fault(error: YAMLError, position: (offset: number) => Position): YamlFault {
  return {
    position: position(error.pos[0]),
    // The parser quotes what it stumbled over, which may be part of a secret.
    message: `This is not valid YAML: ${error.message.replace(/(?<=\w)[:;]\s[\s\S]*$/, '')}.`,
    hint: HINTS[error.code] ?? 'Correct the line, or compare it with examples/keyturn.yaml.',
  };
}

/** `<<` belongs to YAML 1.1; here it would be an unknown setting with a misleading suggestion. */
function mergeKeys(document: Document.Parsed, position: (offset: number) => Position): readonly YamlFault[] {
  const found: YamlFault[] = [];
  visit(document, {
    Map: (_key, map) => {
      for (const { key } of map.items) {
        if (String(key) !== '<<') continue;
        const range = (key as { readonly range?: readonly [number, number, number] }).range;
        const hint = 'Write the values out.';
        found.push({
          position: position(range?.[0] ?? 0),
          message: 'Merge keys (`<<`) are not supported.',
          hint,
        });
      }
    },
  });
  return found;
}

/** A plain `*` is the usual cause: somebody meant "all". */
function danglingAliases(
  document: Document.Parsed,
  position: (offset: number) => Position,
): readonly YamlFault[] {
  const found: YamlFault[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return;
      const message = 'An alias (`*`) has no anchor that it refers to.';
      found.push({ position: position(alias.range?.[0] ?? 0), message, hint: ALIAS_HINT });
    },
  });
  return found;
}
