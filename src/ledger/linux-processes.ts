import { readFileSync, readlinkSync } from 'node:fs';
import type { Processes } from '../ports/processes.ts';

/** What is asked of the operating system; each answer is undefined where there is none. */
export interface ProcessFacts {
  readonly pid: number;
  /** The text of a file below /proc. */
  read(path: string): string | undefined;
  /** The target of a link below /proc. */
  link(path: string): string | undefined;
  /** Whether a process with this number exists; asked of the kernel itself, since /proc may hide those of others. */
  exists(pid: number): boolean | undefined;
}

/** What names a process for good, on one machine, until it is started again. */
interface Name {
  /** Another one after each start of the machine. */
  readonly boot: string;
  /** Numbers of processes mean something within one PID namespace only, */
  readonly pids: string;
  /** and times of start within one time namespace. */
  readonly times: string;
  readonly pid: number;
  /** In clock ticks since the machine was started: a number is given again to other processes. */
  readonly start: string;
}

/**
 * Processes by what Linux tells of them below /proc.
 *
 * Where that is missing (macOS, Windows, a container without /proc, or with that of another PID namespace) nothing can be
 * proven, and no process is ever called dead.
 */
export function linuxProcesses(facts: ProcessFacts = SYSTEM): Processes {
  const own = nameOf(facts);
  return {
    own: own === undefined ? undefined : JSON.stringify(own),
    isDead(name) {
      const other = JSON.parse(name) as Name;
      if (own === undefined) return false;
      const comparable = other.boot === own.boot && other.pids === own.pids && other.times === own.times;
      if (!comparable) return false;
      const exists = facts.exists(other.pid);
      if (exists !== true) return exists === false;
      const start = statusOf(facts, String(other.pid))?.start;
      return start !== undefined && start !== other.start;
    },
  };
}

function nameOf(facts: ProcessFacts): Name | undefined {
  const boot = facts.read('/proc/sys/kernel/random/boot_id')?.trim();
  const pids = facts.link('/proc/self/ns/pid');
  const status = statusOf(facts, 'self');
  // A /proc of another PID namespace numbers us otherwise than the kernel does for us.
  if (!boot || !pids || status === undefined || status.pid !== facts.pid) return undefined;
  const times = facts.link('/proc/self/ns/time') ?? '';
  return { boot, pids, times, pid: facts.pid, start: status.start };
}

/** Fields 1 and 22 of `stat`; the second is a name in parentheses that may hold spaces and parentheses itself. */
function statusOf(facts: ProcessFacts, pid: string): { pid: number; start: string } | undefined {
  const text = facts.read(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const start = text.slice(text.lastIndexOf(')') + 2).split(' ')[22 - 3];
  return start !== undefined && /^\d+$/.test(start) ? { pid: Number.parseInt(text, 10), start } : undefined;
}

const SYSTEM: ProcessFacts = {
  pid: process.pid,
  read: (path) => orNothing(() => readFileSync(path, 'utf8')),
  link: (path) => orNothing(() => readlinkSync(path)),
  exists: (pid) => {
    try {
      // Signal 0 is never delivered; it only asks.
      process.kill(pid, 0);
      return true;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPERM') return true;
      return code === 'ESRCH' ? false : undefined;
    }
  },
};

function orNothing<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
