import type { WireResponse } from '../wire/message.ts';

/** Answers that arrive, and say nothing about what became of the call. */
export type GarbledKind = 'truncated-200' | 'empty-200' | 'html-502';

const HTML =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1><hr>proxy</body></html>';

/** What the client gets instead of the answer. The first half of an answer is all that a truncated one has. */
export function garble(kind: GarbledKind, answer: WireResponse): WireResponse {
  switch (kind) {
    case 'truncated-200':
      return { ...answer, status: 200, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
    case 'empty-200':
      return { status: 200, headers: fromProxy(answer), body: '' };
    default:
      return { status: 502, headers: { ...fromProxy(answer), 'content-type': 'text/html' }, body: HTML };
  }
}

/** A proxy's own answer has a date, and none of the headers by which AWS names a request. */
function fromProxy(answer: WireResponse): Record<string, string> {
  const { date } = answer.headers;
  return date === undefined ? {} : { date };
}
