import type { DeclaredRule } from './fault-rule.ts';

const OFTEN = { after: 0, times: 'always' } as const;

/** Trouble such as AWS gives on a bad day, a few calls in a hundred; `keyturn sandbox serve --faults on`. */
export const EVERYDAY_TROUBLE: readonly DeclaredRule[] = [
  { ...OFTEN, share: 0.03, fault: { kind: 'throttle' } },
  { ...OFTEN, share: 0.01, fault: { kind: 'server-error', executed: false } },
  { ...OFTEN, share: 0.005, fault: { kind: 'server-error', executed: true } },
  { ...OFTEN, share: 0.005, fault: { kind: 'lost-request' } },
  { ...OFTEN, share: 0.005, fault: { kind: 'lost-response' } },
];
