import type { ServiceError } from '../service-error.ts';
import { writeJson } from './json.ts';
import type { WireOutput, WireResponse } from './message.ts';
import { labelOf, protocolOf, type ServiceName } from './service.ts';
import { escapeXml, writeXml } from './xml.ts';

/** What an answer is written for. */
export interface ResponseFrame {
  readonly service: ServiceName;
  readonly operation: string;
  readonly requestId: string;
  readonly now: number;
}

/** Writes the answer of an operation that succeeded. */
export function writeSuccess(frame: ResponseFrame, output: WireOutput): WireResponse {
  if (protocolOf(frame.service) === 'json') return jsonResponse(frame, 200, writeJson(output));
  const { operation, requestId } = frame;
  const members = writeXml(output);
  const result = members === '' ? '' : `<${operation}Result>${members}</${operation}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  const namespace = labelOf(frame.service);
  const body = `<${operation}Response xmlns="${namespace}">${result}${metadata}</${operation}Response>`;
  return xmlResponse(frame, 200, body);
}

/** Writes the answer of an operation that failed. */
export function writeFailure(frame: ResponseFrame, error: ServiceError): WireResponse {
  if (protocolOf(frame.service) === 'json') {
    const body = JSON.stringify({ __type: error.code, Message: error.message, message: error.message });
    return jsonResponse(frame, error.status, body, { 'x-amzn-errortype': error.code });
  }
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const fault = `<Type>${type}</Type><Code>${escapeXml(error.code)}</Code>`;
  const message = `<Message>${escapeXml(error.message)}</Message>`;
  const body =
    `<ErrorResponse xmlns="${labelOf(frame.service)}"><Error>${fault}${message}</Error>` +
    `<RequestId>${frame.requestId}</RequestId></ErrorResponse>`;
  return xmlResponse(frame, error.status, body);
}

function xmlResponse(frame: ResponseFrame, status: number, body: string): WireResponse {
  return { status, headers: { ...headersOf(frame), 'content-type': 'text/xml' }, body };
}

function jsonResponse(
  frame: ResponseFrame,
  status: number,
  body: string,
  more: Readonly<Record<string, string>> = {},
): WireResponse {
  const headers = { ...headersOf(frame), 'content-type': 'application/x-amz-json-1.1', ...more };
  return { status, headers, body };
}

/** Every answer carries simulated time, since Keyturn compares its clock with AWS's Date header. */
function headersOf(frame: ResponseFrame): Record<string, string> {
  return { date: new Date(frame.now).toUTCString(), 'x-amzn-requestid': frame.requestId };
}
