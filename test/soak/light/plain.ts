import type { PlainAnswer, ServiceName } from '../../../src/sandbox/index.ts';
import { isoSeconds } from '../../../src/sandbox/wire/xml.ts';
import { readText } from './fields.ts';
import { serviceError } from './service-error.ts';

type Output = Extract<PlainAnswer['result'], { readonly output: unknown }>['output'];
type Value = Output[string];
type Input = Readonly<Record<string, unknown>>;

/** The services that are spoken to in JSON; the others take forms and give XML. */
export const JSON_SERVICES: ReadonlySet<ServiceName> = new Set(['organizations', 'secretsmanager', 'ssm']);

/** A copy of a command's input, as the service would have it from the wire. */
export function plainInput(service: ServiceName, input: Input): Input {
  const write = JSON_SERVICES.has(service) ? jsonOf : formOf;
  return (write(input) as Input | undefined) ?? {};
}

/** What a client reads in an answer: a copy, as it would be after the wire. */
export function readPlain(service: ServiceName, answer: PlainAnswer): unknown {
  const { result, status } = answer;
  if (!('output' in result)) throw serviceError(result.code, result.message, status);
  if (JSON_SERVICES.has(service)) return asJson(result.output);
  const read = asXml(result.output, '');
  return read === '' ? {} : read;
}

/** JSON leaves out what is undefined, and knows neither dates nor bytes: whoever sends one must say how. */
function jsonOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => jsonOf(item) ?? null);
  return isStructure(value) ? copied(value, jsonOf) : value;
}

/** A form has texts alone, and nothing for a list without members. */
function formOf(value: unknown): unknown {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(formOf).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (!isStructure(value)) return String(value);
  const copy = copied(value, formOf);
  return Object.keys(copy).length === 0 ? undefined : copy;
}

function isStructure(value: unknown): value is Input {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.getPrototypeOf(value) === Object.prototype) return true;
  throw new Error(`A ${value.constructor.name} is not plain data.`);
}

function copied(value: Input, copy: (member: unknown) => unknown): Input {
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const member = copy(value[name]);
    if (member !== undefined) result[name] = member;
  }
  return result;
}

function asJson(value: Value): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (isList(value)) return value.map(asJson);
  return typeof value === 'object' ? copied(value, (member) => asJson(member as Value)) : value;
}

function asXml(value: Value, name: string): unknown {
  if (value instanceof Date) return readText(isoSeconds(value), name);
  if (isList(value))
    return value.length === 0 ? readText('', name) : value.map((item) => asXml(item, '') ?? '');
  if (typeof value !== 'object') return value === undefined ? undefined : readText(String(value), name);
  const result: Record<string, unknown> = {};
  let members = 0;
  for (const member of Object.keys(value)) {
    const read = asXml(value[member], member);
    if (read === undefined) continue;
    result[member] = read;
    members += 1;
  }
  return members === 0 ? readText('', name) : result;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
