import { expect, test } from 'vitest';
import { smallSandbox } from '../../../test/support/sandbox/small-organization.ts';
import { decodeForm } from './form.ts';
import { writeJson } from './json.ts';
import { writeXml } from './xml.ts';

test('form parameters become structures and lists', () => {
  const body =
    'Action=TagUser&Tags.member.1.Key=a&Tags.member.1.Value=b%20c&Tags.member.2.Key=d&Empty=&Nested.One=1';
  expect(decodeForm(body)).toEqual({
    Action: 'TagUser',
    Tags: [{ Key: 'a', Value: 'b c' }, { Key: 'd' }],
    Empty: '',
    Nested: { One: '1' },
  });
});

test('XML escapes text, wraps list members and leaves out what is undefined', () => {
  const output = {
    Name: 'a<b&"c"',
    Gone: undefined,
    At: new Date(1_700_000_000_123),
    List: [1, { X: true }],
    None: [],
  };
  expect(writeXml(output)).toBe(
    '<Name>a&lt;b&amp;&quot;c&quot;</Name><At>2023-11-14T22:13:20Z</At>' +
      '<List><member>1</member><member><X>true</X></member></List><None></None>',
  );
});

test('JSON gives instants as epoch seconds', () => {
  const output = { At: new Date(1_700_000_000_123), List: [new Date(0)], Gone: undefined };
  expect(writeJson(output)).toBe('{"At":1700000000.123,"List":[0]}');
});

test('a host that is not simulated is an error, not an answer', async () => {
  const sandbox = smallSandbox();
  const request = { method: 'GET', hostname: 's3.amazonaws.com', path: '/', headers: {} };
  await expect(sandbox.handle(request)).rejects.toThrow('No simulated service');
  const { requestHandler } = sandbox;
  const streamed = { ...request, body: new ReadableStream() };
  await expect(requestHandler().handle(streamed)).rejects.toThrow('not streams');
  const aborted = requestHandler().handle(request, { abortSignal: AbortSignal.abort() });
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
});
