import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { linuxProcesses, type ProcessFacts } from './linux-processes.ts';

interface Shown {
  readonly boot?: string;
  readonly pids?: string;
  readonly times?: string;
  readonly pid: number;
  readonly start: number;
}

const stat = ({ pid, start }: { readonly pid: number; readonly start: number }): string =>
  `${pid} (no de) 1) S ${Array.from({ length: 18 }, () => 7).join(' ')} ${start} 99 98\n`;

/** A process and others beside it, as the kernel tells of them. */
function facts(
  own: Shown,
  others: readonly Pick<Shown, 'pid' | 'start'>[] = [],
  more: Partial<ProcessFacts> = {},
): ProcessFacts {
  const files: Readonly<Record<string, string>> = {
    '/proc/sys/kernel/random/boot_id': `${own.boot ?? 'boot'}\n`,
    '/proc/self/stat': stat(own),
    ...Object.fromEntries(others.map((other) => [`/proc/${other.pid}/stat`, stat(other)])),
  };
  const links: Readonly<Record<string, string>> = {
    '/proc/self/ns/pid': own.pids ?? 'pid:[1]',
    '/proc/self/ns/time': own.times ?? 'time:[1]',
  };
  return {
    pid: own.pid,
    read: (path) => files[path],
    link: (path) => links[path],
    exists: (pid) => pid === own.pid || others.some((other) => other.pid === pid),
    ...more,
  };
}

const DEAD = { pid: 40, start: 500 };
const name = (of: Shown): string => linuxProcesses(facts(of)).own ?? '';

describe('whether a process of this machine is dead', () => {
  const own = { pid: 77, start: 900 };
  const seen = (others: readonly Pick<Shown, 'pid' | 'start'>[] = [], more: Partial<ProcessFacts> = {}) =>
    linuxProcesses(facts(own, others, more));

  it('it is when nobody has its number, or somebody who was started at another time', () => {
    expect(seen().isDead(name(DEAD))).toBe(true);
    expect(seen([{ pid: 40, start: 800 }]).isDead(name(DEAD))).toBe(true);
  });

  it('it is not while a process with its number and its time of start exists', () => {
    expect(seen([DEAD]).isDead(name(DEAD))).toBe(false);
    expect(seen().isDead(name(own))).toBe(false);
  });

  it.each([
    ['start of the machine', { ...DEAD, boot: 'another' }],
    ['PID namespace', { ...DEAD, pids: 'pid:[2]' }],
    ['time namespace', { ...DEAD, times: 'time:[2]' }],
  ])('it cannot be told of one of another %s', (_name, other) => {
    expect(seen().isDead(name(other))).toBe(false);
  });

  it('it cannot be told when the kernel says neither yes nor no, or hides the time of its start', () => {
    expect(seen([], { exists: () => undefined }).isDead(name(DEAD))).toBe(false);
    expect(seen([], { exists: () => true }).isDead(name(DEAD))).toBe(false);
  });

  it.each<[string, Partial<ProcessFacts>]>([
    ['no /proc', { read: () => undefined, link: () => undefined }],
    ['no PID namespace', { link: () => undefined }],
    ['the /proc of another PID namespace', { pid: 5 }],
    ['a line that is cut short', { read: (path) => (path.endsWith('stat') ? '77 (node) S 1' : 'boot') }],
  ])('nothing can be proven with %s', (_name, more) => {
    const processes = linuxProcesses(facts(own, [], more));
    expect(processes.own).toBeUndefined();
    expect(processes.isDead(name(DEAD))).toBe(false);
  });

  it('tells a living process of this machine from one that has ended', async () => {
    const processes = linuxProcesses();
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const mine = processes.own;
    // Where this machine tells nothing, nothing may be claimed.
    const theirs =
      mine === undefined ? '{}' : JSON.stringify({ ...JSON.parse(mine), ...(await startOf(child.pid ?? 0)) });
    expect(processes.isDead(theirs)).toBe(false);
    child.stdin?.end();
    await ended;
    expect(processes.isDead(theirs)).toBe(mine !== undefined);
    if (mine !== undefined) expect(processes.isDead(mine)).toBe(false);
  });
});

async function startOf(pid: number): Promise<{ pid: number; start: string | undefined }> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  return { pid, start: text.slice(text.lastIndexOf(')') + 2).split(' ')[19] };
}
