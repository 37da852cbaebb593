import type { Fault, FaultCall, FaultRule } from './fault.ts';

/** What is told when a process dies. */
export interface Crash {
  readonly processId: string;
  readonly call: FaultCall;
}

/** Holds the fault rules and remembers which processes have died. */
export interface FaultInjector {
  /** Adds a rule; the result removes it. */
  on(rule: FaultRule): () => void;
  clear(): void;
  /** Called at each crash; the result removes the listener. */
  onCrash(listener: (crash: Crash) => void): () => void;
  /** Settles when the process dies; never, if it does not. Race a run against it. */
  crashOf(processId: string): Promise<Crash>;
  isDead(processId: string): boolean;
  /** Lets every process that died be started again under its name. */
  revive(): void;
}

/** The side of the injector that the sandbox itself uses. */
export interface FaultDesk extends FaultInjector {
  faultFor(call: FaultCall): Fault | undefined;
  kill(crash: Crash): void;
}

/** Makes an injector without rules. */
export function createFaultDesk(): FaultDesk {
  const rules = new Set<FaultRule>();
  const listeners = new Set<(crash: Crash) => void>();
  const crashes = new Map<string, Crash>();
  return {
    on: (rule) => {
      rules.add(rule);
      return () => rules.delete(rule);
    },
    clear: () => rules.clear(),
    onCrash: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    crashOf: (processId) => {
      const past = crashes.get(processId);
      if (past !== undefined) return Promise.resolve(past);
      return new Promise((resolve) => {
        listeners.add((crash) => {
          if (crash.processId === processId) resolve(crash);
        });
      });
    },
    isDead: (processId) => crashes.has(processId),
    revive: () => crashes.clear(),
    faultFor: (call) => {
      for (const rule of rules) {
        const fault = rule(call);
        if (fault !== undefined) return fault;
      }
      return undefined;
    },
    kill: (crash) => {
      crashes.set(crash.processId, crash);
      for (const listener of [...listeners]) listener(crash);
    },
  };
}
