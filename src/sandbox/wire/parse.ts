import { decodeForm, type WireInput } from './form.ts';
import type { WireRequest } from './message.ts';
import { isServiceName, labelOf, protocolOf, SERVICE_NAMES, type ServiceName } from './service.ts';

/** A request as far as its protocol tells: which operation of which service, with what. */
export interface ParsedRequest {
  readonly service: ServiceName;
  readonly operation: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly input: WireInput;
  /** Why the body could not be read, in AWS's words. */
  readonly unreadable?: string;
}

/** Reads a request; undefined when it is meant for no simulated service. */
export function parseRequest(
  request: WireRequest,
  scopeService: string | undefined,
): ParsedRequest | undefined {
  const headers = lowerCaseNames(request.headers);
  const bodyText = textOf(request.body);
  const service = serviceOf(request, headers, scopeService);
  if (service === undefined) return undefined;
  if (protocolOf(service) === 'json') {
    const operation = headers['x-amz-target']?.split('.')[1] ?? '';
    return { service, operation, headers, ...decodeJson(bodyText) };
  }
  const input = decodeForm(bodyText);
  return { service, operation: String(input.Action ?? ''), headers, input };
}

/** Header names in lower case; the same object when they are. */
export function lowerCaseNames(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  let lower = true;
  for (const name in headers) lower &&= name === name.toLowerCase();
  if (lower) return headers;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The body as text. */
export function textOf(body: Uint8Array | string | undefined): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** The credential scope names the service; unsigned requests are told by target prefix or host. */
function serviceOf(
  request: WireRequest,
  headers: Readonly<Record<string, string>>,
  scopeService: string | undefined,
): ServiceName | undefined {
  if (scopeService !== undefined) return isServiceName(scopeService) ? scopeService : undefined;
  const target = headers['x-amz-target']?.split('.')[0];
  if (target !== undefined) return SERVICE_NAMES.find((name) => labelOf(name) === target);
  const word = request.hostname.split('.')[0] ?? '';
  return isServiceName(word) ? word : undefined;
}

/** Anything but one JSON object is unreadable; not even what could be made out of it is used. */
function decodeJson(text: string): Pick<ParsedRequest, 'input' | 'unreadable'> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { input: { ...value } };
    return { input: {}, unreadable: 'Start of structure or map found where not expected.' };
  } catch {
    return { input: {}, unreadable: 'The request body is not valid JSON.' };
  }
}
