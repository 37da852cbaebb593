import type { WireOutput, WireValue } from './message.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Writes text so that it can stand in XML. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (symbol) => ESCAPES[symbol] ?? symbol);
}

/** Writes a structure's members; lists become `<member>` elements, as in IAM and STS. */
export function writeXml(output: WireOutput): string {
  let xml = '';
  for (const [name, value] of Object.entries(output)) {
    if (value !== undefined) xml += `<${name}>${writeValue(value)}</${name}>`;
  }
  return xml;
}

function writeValue(value: WireValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeXml(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return isoSeconds(value);
  if (isList(value)) return value.map((item) => `<member>${writeValue(item)}</member>`).join('');
  return writeXml(value);
}

function isList(value: WireValue): value is readonly WireValue[] {
  return Array.isArray(value);
}

/** IAM and STS give instants to the second. */
export function isoSeconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
