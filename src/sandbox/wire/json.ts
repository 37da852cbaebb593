import type { WireOutput, WireValue } from './message.ts';

/** Writes a structure as JSON 1.1: instants are epoch seconds with milliseconds behind the point. */
export function writeJson(output: WireOutput): string {
  return JSON.stringify(plain(output));
}

function plain(value: WireValue): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}
