/** A decoded request: texts in the query protocol, any JSON in the JSON one. */
export type WireInput = Readonly<Record<string, unknown>>;

type FormNode = Map<string, FormNode | string>;

/**
 * Reads form parameters of the query protocol: `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: 'a' }] }`. An empty list
 * is sent as `Tags=`, which stays an empty text.
 */
export function decodeForm(body: string): WireInput {
  const root: FormNode = new Map();
  for (const [name, value] of new URLSearchParams(body)) place(root, name.split('.'), value);
  return toObject(root);
}

function place(node: FormNode, path: readonly string[], value: string): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) {
    node.set(head, value);
    return;
  }
  const existing = node.get(head);
  const child: FormNode = existing instanceof Map ? existing : new Map();
  node.set(head, child);
  place(child, rest, value);
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
