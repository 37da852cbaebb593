import { assertWhole } from '../../../src/aws/whole-answer.ts';
import type { ServiceName, WireRequest, WireResponse } from '../../../src/sandbox/index.ts';
import type { SandboxCredentials } from '../../../src/sandbox/world/world.ts';
import { signatureOf } from './sign.ts';
import { readXml, type XmlValue } from './xml.ts';

/** How requests reach the simulated AWS. */
export type Transport = (request: WireRequest) => Promise<WireResponse>;

/** What a client of the SDK is to the adapters: something that sends commands. */
export interface LightClient {
  send(command: object): Promise<unknown>;
}

/** What a client is made from. */
export interface LightConnection {
  readonly transport: Transport;
  readonly now: () => number;
  readonly region: string;
  readonly credentials: SandboxCredentials;
  readonly onServerTime?: (epochMs: number) => void;
}

const TARGETS: Readonly<Record<string, string>> = {
  organizations: 'AWSOrganizationsV20161128',
  secretsmanager: 'secretsmanager',
  ssm: 'AmazonSSM',
};
const LISTS = new Set(['AccessKeyMetadata', 'UserDetailList', 'GroupList', 'Groups', 'Tags']);
const DATES = new Set(['CreateDate', 'LastUsedDate', 'GeneratedTime', 'Expiration']);

/**
 * A client that speaks to the sandbox over its wire, signed, and without the SDK's machinery in between.
 *
 * It takes the SDK's own command objects and gives what the SDK would give of them, as far as Keyturn's adapters read
 * it, in a quarter of the time. One schedule in some goes through the SDK itself, which keeps this one honest.
 */
export function lightClient(service: ServiceName, connection: LightConnection): LightClient {
  return {
    async send(command) {
      const operation = command.constructor.name.replace(/Command$/, '');
      const input = (command as { input: Readonly<Record<string, unknown>> }).input;
      const request = signed(service, operation, { input, connection });
      const response = await connection.transport(request);
      const at = Date.parse(response.headers.date ?? '');
      if (!Number.isNaN(at)) connection.onServerTime?.(at);
      const protocol = service in TARGETS ? 'json' : 'query';
      assertWhole(response, protocol, operation);
      return protocol === 'json' ? fromJson(response) : fromXml(response, operation);
    },
  };
}

function signed(
  service: ServiceName,
  operation: string,
  given: { readonly input: Readonly<Record<string, unknown>>; readonly connection: LightConnection },
): WireRequest {
  const { connection, input } = given;
  const { credentials } = connection;
  const target = TARGETS[service];
  const body = target === undefined ? formOf(input, '', `Action=${operation}`) : JSON.stringify(input);
  const date = `${new Date(connection.now()).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const scope = `${date.slice(0, 8)}/${connection.region}/${service}/aws4_request`;
  const token = credentials.sessionToken;
  const bare: Record<string, string> = {
    host: `${service}.amazonaws.com`,
    'x-amz-date': date,
    ...(target === undefined ? {} : { 'x-amz-target': `${target}.${operation}` }),
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
  };
  const request = { method: 'POST', hostname: `${service}.amazonaws.com`, path: '/', headers: bare, body };
  const signature = signatureOf(request, {
    secret: credentials.secretAccessKey,
    date,
    region: connection.region,
    service,
  });
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  return { ...request, headers: { ...bare, authorization } };
}

/** Appends a value's parameters to a form. */
function formOf(value: unknown, prefix: string, form: string): string {
  if (value === undefined) return form;
  if (typeof value !== 'object' || value === null)
    return `${form}&${encodeURIComponent(prefix)}=${encodeURIComponent(String(value))}`;
  const members = Array.isArray(value)
    ? value.map((item, index) => [`member.${index + 1}`, item] as const)
    : Object.entries(value);
  return members.reduce(
    (before, [name, member]) => formOf(member, prefix === '' ? name : `${prefix}.${name}`, before),
    form,
  );
}

function fromJson(response: WireResponse): unknown {
  const answer = JSON.parse(response.body === '' ? '{}' : response.body) as Record<string, unknown>;
  if (response.status < 400) return answer;
  throw serviceError(String(answer.__type), String(answer.message), response.status);
}

function fromXml(response: WireResponse, operation: string): unknown {
  const root = childOf(
    readXml(response.body),
    response.status < 400 ? `${operation}Response` : 'ErrorResponse',
  );
  if (response.status < 400) return converted(childOf(root, `${operation}Result`), '');
  const error = childOf(root, 'Error');
  throw serviceError(String(childOf(error, 'Code')), String(childOf(error, 'Message')), response.status);
}

function childOf(value: XmlValue, name: string): XmlValue {
  if (typeof value === 'string' || Array.isArray(value)) return {};
  return (value as { readonly [name: string]: XmlValue })[name] ?? {};
}

function converted(value: XmlValue, name: string): unknown {
  if (typeof value === 'string') {
    if (LISTS.has(name)) return [];
    if (DATES.has(name)) return new Date(value);
    if (name === 'IsTruncated') return value === 'true';
    return name === 'Content' ? new Uint8Array(Buffer.from(value, 'base64')) : value;
  }
  if (Array.isArray(value)) return value.map((item: XmlValue) => converted(item, ''));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, converted(member, key)]));
}

function serviceError(name: string, message: string, httpStatusCode: number): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}
