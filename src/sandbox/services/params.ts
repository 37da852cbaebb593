import { ServiceError } from '../service-error.ts';
import type { WireInput } from '../wire/form.ts';
import { protocolOf, type ServiceName } from '../wire/service.ts';

/** What a text parameter must look like. */
export interface TextRule {
  readonly pattern?: RegExp;
  readonly min?: number;
  readonly max?: number;
  /** How `min` and `max` are counted, where it is not by characters. */
  readonly bytesOf?: (text: string) => number;
  readonly oneOf?: readonly string[];
}

/** The parameters of a call, read with AWS's constraints and refused in its words. */
export interface Params {
  has(name: string): boolean;
  text(name: string, rule?: TextRule): string | undefined;
  requiredText(name: string, rule?: TextRule): string;
  integer(name: string, range: { readonly min: number; readonly max: number }): number | undefined;
  flag(name: string): boolean | undefined;
  texts(name: string): readonly string[];
  structures(name: string): readonly WireInput[];
  tags(name: string): ReadonlyMap<string, string>;
  /** The service's failure for parameters that are wrong. */
  invalid(message: string): ServiceError;
}

/** What the JSON services say of a body that is not what they can read at all. */
export const UNREADABLE = 'SerializationException';

const INVALID_CODES: Readonly<Record<ServiceName, string>> = {
  iam: 'ValidationError',
  sts: 'ValidationError',
  organizations: 'InvalidInputException',
  secretsmanager: 'ValidationException',
  ssm: 'ValidationException',
};

/** Reads a decoded request for a service. */
export function readParams(service: ServiceName, input: WireInput): Params {
  const invalid = (message: string): ServiceError => new ServiceError(INVALID_CODES[service], 400, message);
  /** JSON has types, and one that does not fit is refused; in the query protocol everything is text. */
  const typed = (name: string, fits: (value: unknown) => boolean, wanted: string): unknown => {
    const value = input[name];
    if (value === undefined || value === null) return undefined;
    if (protocolOf(service) === 'query' || fits(value)) return value;
    throw new ServiceError(UNREADABLE, 400, `${name} can not be converted to ${wanted}`);
  };
  const list = (name: string): readonly unknown[] => {
    const value = typed(name, Array.isArray, 'a List');
    return Array.isArray(value) ? value : [];
  };
  const text = (name: string, rule: TextRule = {}): string | undefined => {
    const value = typed(name, (one) => typeof one === 'string', 'a String');
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw invalid(`Value at '${lowerFirst(name)}' must be a string.`);
    const broken = brokenConstraint(value, rule);
    if (broken !== undefined) throw invalid(constraintMessage(name, value, broken));
    return value;
  };
  const structures = (name: string): readonly WireInput[] => list(name).filter(isStructure);
  return {
    has: (name) => input[name] !== undefined && input[name] !== null,
    text,
    requiredText: (name, rule) => {
      const value = text(name, rule);
      if (value === undefined) throw invalid(constraintMessage(name, null, 'Member must not be null'));
      return value;
    },
    integer: (name, { min, max }) => {
      const value = typed(name, (one) => typeof one === 'number', 'an Integer');
      if (value === undefined) return undefined;
      const number = Number(value);
      const bound = number < min ? `greater than or equal to ${min}` : `less than or equal to ${max}`;
      if (Number.isInteger(number) && number >= min && number <= max) return number;
      throw invalid(constraintMessage(name, String(value), `Member must have value ${bound}`));
    },
    flag: (name) => {
      const value = typed(name, (one) => typeof one === 'boolean', 'a Boolean');
      return value === undefined ? undefined : String(value) === 'true';
    },
    texts: (name) => list(name).map(String),
    structures,
    tags: (name) => new Map(structures(name).map((tag) => [String(tag.Key ?? ''), String(tag.Value ?? '')])),
    invalid,
  };
}

function brokenConstraint(value: string, rule: TextRule): string | undefined {
  const length = rule.bytesOf?.(value) ?? value.length;
  if (rule.min !== undefined && length < rule.min) {
    return `Member must have length greater than or equal to ${rule.min}`;
  }
  if (rule.max !== undefined && length > rule.max) {
    return `Member must have length less than or equal to ${rule.max}`;
  }
  if (rule.oneOf !== undefined && !rule.oneOf.includes(value)) {
    return `Member must satisfy enum value set: [${rule.oneOf.join(', ')}]`;
  }
  if (rule.pattern !== undefined && !rule.pattern.test(value)) {
    return `Member must satisfy regular expression pattern: ${rule.pattern.source}`;
  }
  return undefined;
}

/** Values are shown as AWS shows them, but for texts long enough to be a secret. */
function constraintMessage(name: string, value: string | null, constraint: string): string {
  const shown = value === null ? 'null' : `'${value.length > 256 ? '(long value)' : value}'`;
  return `1 validation error detected: Value ${shown} at '${lowerFirst(name)}' failed to satisfy constraint: ${constraint}`;
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function isStructure(value: unknown): value is WireInput {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
