import { type Duration, formatDuration } from '../domain/time.ts';
import type { Settings } from './settings.ts';

/** Plain JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Settings as plain JSON, with durations as `keyturn.yaml` writes them.
 *
 * What comes out is itself a valid document that loads to the same settings: `config check` prints it, and a person
 * can save it.
 */
export function describeSettings(settings: Settings): { readonly [name: string]: Json } {
  const { policy, ...others } = settings;
  const { inUse, warnBefore, unusedKeys, notice, ...durations } = policy;
  return {
    policy: {
      ...describeDurations(durations),
      warnBefore: warnBefore.map(formatDuration),
      unusedKeys,
      inUse: { extend: formatDuration(inUse.extend), afterwards: inUse.afterwards },
      notice,
    },
    ...(structuredClone(others) as unknown as { readonly [name: string]: Json }),
  };
}

function describeDurations(durations: Readonly<Record<string, Duration>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(durations).map(([name, length]) => [name, formatDuration(length)]),
  );
}
