/** A decoded request: texts in the query protocol, any JSON in the JSON one. */
export type WireInput = Readonly<Record<string, unknown>>;

type FormNode = Map<string, FormNode | string>;

/** No parameter of any service is nested deeper; names that are would cost memory in the square of their length. */
const DEEPEST = 20;

/**
 * Reads form parameters of the query protocol: `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`. An empty list
 * is sent as `Tags=`, which stays an empty text.
 */
export function decodeForm(body: string): WireInput {
  const root: FormNode = new Map();
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split('.', DEEPEST + 1);
    if (path.length <= DEEPEST) place(root, path, value);
  }
  return toObject(root);
}

function place(root: FormNode, path: readonly string[], value: string): void {
  let node = root;
  for (const part of path.slice(0, -1)) {
    const existing = node.get(part);
    const child: FormNode = existing instanceof Map ? existing : new Map();
    node.set(part, child);
    node = child;
  }
  node.set(path.at(-1) ?? '', value);
}

function toObject(node: FormNode): WireInput {
  const result: Record<string, unknown> = {};
  for (const [name, child] of node) result[name] = toValue(child);
  return result;
}

function toValue(node: FormNode | string): unknown {
  if (typeof node === 'string') return node;
  const members = node.get('member');
  return members instanceof Map && node.size === 1 ? [...members.values()].map(toValue) : toObject(node);
}
