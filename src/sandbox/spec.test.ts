import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALL_OPERATIONS } from './services/registry.ts';
import { SERVICE_NAMES, type ServiceName } from './wire/service.ts';

function rowOf(service: ServiceName): string {
  const names = ALL_OPERATIONS.filter((operation) => operation.service === service)
    .map((operation) => `${operation.name}${operation.mutation ? '*' : ''}`)
    .toSorted();
  return `| ${service} | ${names.join(', ')} |`;
}

test('the specification lists exactly the operations that there are', () => {
  const text = readFileSync(new URL('SPEC.md', import.meta.url), 'utf8');
  const table = text
    .slice(text.indexOf('## Operations'))
    .split('\n')
    .slice(6)
    .filter(Boolean)
    .map((line) => line.replace(/ +\|/g, ' |'));
  expect(table).toEqual(SERVICE_NAMES.map(rowOf));
});
