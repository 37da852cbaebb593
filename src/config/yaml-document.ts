import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import type { Path } from './path.ts';
import type { Position } from './position.ts';
import { type YamlFault, yamlFaults } from './yaml-faults.ts';

/** A parsed YAML text that still knows where each of its values was written. */
export interface YamlText {
  /** The document as plain data; undefined when there are faults. */
  readonly raw: unknown;
  /** What makes it no YAML, or YAML that Keyturn does not accept. */
  readonly faults: readonly YamlFault[];
  /** Where the value at a path stands, or the nearest thing around it that exists. */
  readonly valueAt: (path: Path) => Position;
  /** Where the key at the end of a path stands. */
  readonly keyAt: (path: Path) => Position;
  /** A number as it was typed, which its value no longer tells: `012345678901`. */
  readonly sourceOf: (path: Path) => string | undefined;
}

interface Step {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** Parses YAML 1.2, keeping positions. Never throws. */
export function parseYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const at = (node: Node | undefined): Position => position(node?.range?.[0] ?? 0);
  const { raw, faults } = yamlFaults(document, position);
  return {
    raw,
    faults,
    valueAt: (path) => {
      const { key, value } = walk(document, path);
      return at(isEmpty(value) ? (key ?? value) : value);
    },
    keyAt: (path) => {
      const { key, value } = walk(document, path);
      return at(key ?? value);
    },
    sourceOf: (path) => {
      const { value } = walk(document, path);
      return isScalar(value) && typeof value.value === 'number' ? value.source : undefined;
    },
  };
}

/** Follows a path as far as the document goes. */
function walk(document: Document.Parsed, path: Path): Step {
  let step: Step = { key: undefined, value: document.contents ?? undefined };
  for (const part of path) {
    const next = child(document, step.value, part);
    if (next === undefined) return step;
    step = next;
  }
  return step;
}

function child(document: Document.Parsed, node: Node | undefined, part: string | number): Step | undefined {
  const parent = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(parent) && typeof part === 'number') {
    const item = parent.items[part] as Node | undefined;
    return item === undefined ? undefined : { key: undefined, value: item };
  }
  if (!isMap(parent)) return undefined;
  const pair = (parent.items as readonly Pair<Node, Node | null>[]).find(
    ({ key }) => keyText(key) === String(part),
  );
  return pair === undefined ? undefined : { key: pair.key, value: pair.value ?? undefined };
}

function keyText(key: Node): string {
  return isScalar(key) ? String(key.value ?? '') : String(key);
}

function isEmpty(value: Node | undefined): boolean {
  return value === undefined || (isScalar(value) && value.value === null);
}
