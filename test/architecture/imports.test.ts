import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SRC = join(ROOT, 'src');

/** Which rooms each room may import from, besides itself. ARCHITECTURE.md tells why. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  config: ['domain'],
  ports: ['domain'],
  policy: ['domain'],
  messages: ['domain'],
  advice: ['domain'],
  report: ['domain', 'messages', 'ports', 'advice'],
  secrets: ['domain', 'ports'],
  permissions: ['domain', 'ports'],
  inventory: ['domain', 'policy', 'ports'],
  engine: ['domain', 'policy', 'ports', 'secrets', 'permissions'],
  notify: ['domain', 'messages', 'ports'],
  aws: ['domain', 'ports', 'permissions'],
  ledger: ['domain', 'ports'],
  sandbox: [],
  app: ['domain', 'ports', 'policy', 'advice', 'inventory', 'engine', 'secrets', 'notify', 'aws', 'ledger'],
  demo: ['domain', 'ports', 'report', 'secrets', 'permissions', 'aws', 'app', 'sandbox'],
  cli: ['domain', 'config', 'ports', 'messages', 'report', 'app', 'demo'],
  bin: ['domain', 'cli'],
};

/** Rooms in which no AWS SDK type or name may appear. */
const SDK_ROOMS = ['aws', 'sandbox'];

/** Rooms that must not know the time, draw random numbers or wait. */
const PURE_ROOMS = [
  'domain',
  'policy',
  'advice',
  'engine',
  'report',
  'messages',
  'inventory',
  'secrets',
  'permissions',
];

const files = sourceFiles(SRC).map((path) => ({
  path,
  room: relative(SRC, path).split('/')[0] ?? '',
  text: readFileSync(path, 'utf8'),
}));
const production = files.filter(({ path }) => !path.endsWith('.test.ts'));

describe('the architecture', () => {
  it('has a rule for every room, and a room for every rule', () => {
    expect([...new Set(files.map(({ room }) => room))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('holds the product only: nothing but tests imports from test', () => {
    const wrong = production.filter(({ path, text }) =>
      importsOf(path, text).some((target) => target.startsWith(join(ROOT, 'test'))),
    );
    expect(wrong.map(({ path }) => relative(SRC, path))).toEqual([]);
    const support = files.filter(({ path }) => /\/(testing|fixtures|cases)\//.test(path));
    expect(support.map(({ path }) => relative(SRC, path))).toEqual([]);
  });

  it('imports in one direction only', () => {
    const wrong = production.flatMap(({ path, room, text }) =>
      importsOf(path, text)
        .filter((target) => target.startsWith(SRC))
        .map((target) => relative(SRC, target).split('/')[0] ?? '')
        .filter((target) => target !== room && MAY_IMPORT[room]?.includes(target) !== true)
        .map((target) => `${relative(SRC, path)} imports from ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no circle of files, types included', () => {
    const targets = new Map(
      production.map(({ path, text }) => [path, importsOf(path, text).filter((one) => one.startsWith(SRC))]),
    );
    expect(circlesIn(targets).map((circle) => circle.map((path) => relative(SRC, path)).join(' > '))).toEqual(
      [],
    );
  });

  it('keeps the AWS SDK in its rooms', () => {
    const wrong = production.filter(
      ({ room, text }) => !SDK_ROOMS.includes(room) && /from '@(aws-sdk|smithy)\//.test(text),
    );
    expect(wrong.map(({ path }) => relative(SRC, path))).toEqual([]);
  });

  it('reads no clock, draws no random number and waits for nothing in its pure rooms', () => {
    const impure = /Date\.now\(|new Date\(\)|Math\.random\(|setTimeout\(|performance\.now\(|randomUUID/;
    const wrong = production.filter(({ room, text }) => PURE_ROOMS.includes(room) && impure.test(text));
    expect(wrong.map(({ path }) => relative(SRC, path))).toEqual([]);
  });

  it('exposes secrets in two places only: where they are stored and where they are proven', () => {
    const exposing = production.filter(({ room, text }) => room !== 'sandbox' && /\.expose\(\)/.test(text));
    expect(exposing.map(({ path }) => relative(SRC, path)).sort()).toEqual([
      'aws/prover.ts',
      'aws/secret-store.ts',
      'secrets/secret-value.ts',
    ]);
  });

  it('keeps its files small', () => {
    const big = files
      .filter(({ text }) => text.split('\n').length > 400)
      .map(({ path }) => relative(SRC, path));
    expect(big).toEqual([]);
    const lengths = production.map(({ text }) => text.split('\n').length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(250);
  });
});

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

function importsOf(path: string, text: string): readonly string[] {
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((specifier) => resolve(dirname(path), specifier));
}

/** The files that can be reached from themselves, in groups. */
function circlesIn(targets: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const reached = new Map([...targets.keys()].map((path) => [path, reachable(path, targets)]));
  const circles = new Map<string, readonly string[]>();
  for (const [path, others] of reached) {
    if (!others.has(path)) continue;
    const circle = [...others].filter((other) => reached.get(other)?.has(path) === true).sort();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()];
}

function reachable(from: string, targets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(targets.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(targets.get(next) ?? []));
  }
  return found;
}
