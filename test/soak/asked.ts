import type { PlainCall, WireRequest } from '../../src/sandbox/index.ts';
import { textOf } from '../../src/sandbox/wire/parse.ts';
import { JSON_SERVICES } from './light/plain.ts';

/** What a call asks for, as far as faults go by it. */
export interface Asked {
  readonly operation: string;
  readonly userName?: string | undefined;
  readonly roleArn?: string | undefined;
}

/** What a plain call asks for. */
export function askedByCall({ service, operation, input }: PlainCall): Asked {
  if (JSON_SERVICES.has(service)) return { operation };
  return { operation, userName: textIn(input.UserName), roleArn: textIn(input.RoleArn) };
}

/** What a request of the SDK asks for. */
export function askedByRequest(request: WireRequest): Asked {
  const target = request.headers['x-amz-target'] ?? request.headers['X-Amz-Target'];
  if (target !== undefined) return { operation: target.split('.')[1] ?? '' };
  const form = new URLSearchParams(textOf(request.body));
  return {
    operation: form.get('Action') ?? '',
    userName: form.get('UserName') ?? undefined,
    roleArn: form.get('RoleArn') ?? undefined,
  };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
