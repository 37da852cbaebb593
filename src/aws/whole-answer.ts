/** What an answer is judged by; `body` is what arrived, all of it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array | string;
}

/** How a service writes its answers: IAM and STS in XML, the others in JSON. */
export type Protocol = 'query' | 'json';

/** The name of the error for an answer that is not AWS's own, or not whole. */
export const UNREADABLE_ANSWER = 'UnreadableAnswer';

/** Operations that answer with no body at all. */
const WITHOUT_BODY: readonly string[] = ['TagResource', 'UntagResource'];

/** An XML answer ends with the name of its operation: so much of it is looked at. */
const END = 256;

/**
 * Throws unless an answer is whole, and AWS's own.
 *
 * The SDK takes an empty 200 for an empty list, half a list for a shorter one and a proxy's page for a failure of AWS.
 * Each of them says nothing: the request may have been passed on. The text of the answer is not in the error, since it
 * may hold a new secret.
 */
export function assertWhole(answer: Answer, protocol: Protocol, operation: string): void {
  if (answer.status >= 400 ? isError(answer, protocol) : isResult(answer, protocol, operation)) return;
  const size = typeof answer.body === 'string' ? answer.body.length : answer.body.byteLength;
  const what = size === 0 ? 'an empty answer' : 'an answer that is not complete, or not from AWS';
  throw Object.assign(
    new Error(`${what} with status ${answer.status}; a proxy on the way may have sent it`),
    {
      name: UNREADABLE_ANSWER,
      $metadata: { httpStatusCode: answer.status },
    },
  );
}

function isResult(answer: Answer, protocol: Protocol, operation: string): boolean {
  if (protocol === 'query') return endOf(answer.body).endsWith(`</${operation}Response>`);
  const isBare = WITHOUT_BODY.includes(operation) && answer.headers['x-amzn-requestid'] !== undefined;
  return (isBare && answer.body.length === 0) || objectIn(answer.body) !== undefined;
}

function isError(answer: Answer, protocol: Protocol): boolean {
  if (protocol === 'query') return /<\/(ErrorResponse|Response)>$/.test(endOf(answer.body));
  return answer.headers['x-amzn-errortype'] !== undefined || objectIn(answer.body)?.__type !== undefined;
}

function endOf(body: Answer['body']): string {
  return textOf(body.slice(-END)).trimEnd();
}

function objectIn(body: Answer['body']): { readonly __type?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(textOf(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function textOf(body: Answer['body']): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}
