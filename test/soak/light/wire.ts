import { assertWhole } from '../../../src/aws/whole-answer.ts';
import { amzTime } from '../../../src/sandbox/auth/signature-age.ts';
import type { PlainCall, WireRequest, WireResponse } from '../../../src/sandbox/index.ts';
import { readText } from './fields.ts';
import { JSON_SERVICES } from './plain.ts';
import { serviceError } from './service-error.ts';
import { signatureOf } from './sign.ts';
import { readXml, type XmlValue } from './xml.ts';

const TARGETS: Readonly<Record<string, string>> = {
  organizations: 'AWSOrganizationsV20161128',
  secretsmanager: 'secretsmanager',
  ssm: 'AmazonSSM',
};

/** A call as it goes over the wire: written in the service's protocol, and signed. */
export function onTheWire(call: PlainCall): WireRequest {
  const { service, operation, input, credentials, region, signedAt } = call;
  const date = amzTime(signedAt);
  const target = TARGETS[service];
  const body = target === undefined ? formOf(input, '', `Action=${operation}`) : JSON.stringify(input);
  const scope = `${date.slice(0, 8)}/${region}/${service}/aws4_request`;
  const token = credentials.sessionToken;
  const bare: Record<string, string> = {
    host: `${service}.amazonaws.com`,
    'x-amz-date': date,
    ...(target === undefined ? {} : { 'x-amz-target': `${target}.${operation}` }),
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
  };
  const request = { method: 'POST', hostname: `${service}.amazonaws.com`, path: '/', headers: bare, body };
  const secret = credentials.secretAccessKey;
  const signature = signatureOf(request, { secret, date, region, service });
  const authorization = `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  return { ...request, headers: { ...bare, authorization } };
}

/** What a client reads in an answer that came over the wire. */
export function readWire({ service, operation }: PlainCall, response: WireResponse): unknown {
  const isJson = JSON_SERVICES.has(service);
  assertWhole(response, isJson ? 'json' : 'query', operation);
  return isJson ? fromJson(response) : fromXml(response, operation);
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
  if (typeof value === 'string') return readText(value, name);
  if (Array.isArray(value)) return value.map((item: XmlValue) => converted(item, ''));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, converted(member, key)]));
}
