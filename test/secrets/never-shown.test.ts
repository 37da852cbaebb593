import { expect, it } from 'vitest';
import { runOnce } from '../../src/app/run/run-once.ts';
import type { SandboxRequestHandler } from '../../src/sandbox/index.ts';
import { memoryOf, REF, world } from '../support/one-user.ts';
import { partsOf } from '../support/world.ts';

const damage: readonly (readonly [string, (t: string) => string])[] = [
  ['cut in the middle of the secret', (t) => t.slice(0, t.indexOf('<SecretAccessKey>') + 40)],
  ['cut after the secret', (t) => t.slice(0, t.indexOf('</SecretAccessKey>') + 3)],
  ['an entity', (t) => t.replace('</SecretAccessKey>', '&bogus;</SecretAccessKey>')],
  ['mismatched tag', (t) => t.replace('</SecretAccessKey>', '</SecretKey>')],
  ['not a date', (t) => t.replace(/<CreateDate>.*<\/CreateDate>/, '<CreateDate>never</CreateDate>')],
  [
    'secret where the date is',
    (t) =>
      t.replace(
        /<CreateDate>.*<\/CreateDate>/,
        `<CreateDate>${/<SecretAccessKey>(.*)<\/SecretAccessKey>/.exec(t)?.[1] ?? ''}</CreateDate>`,
      ),
  ],
  ['no key id', (t) => t.replace(/<AccessKeyId>.*<\/AccessKeyId>/, '')],
  ['500 with the body', (t) => t],
];

it.each(damage)('an answer of CreateAccessKey that is damaged (%s) shows no secret', async (name, spoil) => {
  const w = world();
  const said: string[] = [];
  const wrap = (handler: SandboxRequestHandler): SandboxRequestHandler => {
    const handle: SandboxRequestHandler['handle'] = async (request, options) => {
      const answer = await handler.handle(request, options);
      const body =
        request.body instanceof Uint8Array
          ? new TextDecoder().decode(request.body)
          : String(request.body ?? '');
      if (!body.includes('Action=CreateAccessKey')) return answer;
      const text = new TextDecoder().decode(answer.response.body as Uint8Array);
      answer.response.body = new TextEncoder().encode(spoil(text));
      if (name.startsWith('500')) answer.response.statusCode = 500;
      return answer;
    };
    return new Proxy(handler, { get: (t, n) => (n === 'handle' ? handle : Reflect.get(t, n)) });
  };
  const r = await runOnce(
    partsOf(w.sandbox, {
      ledger: w.ledger,
      processId: 'x',
      wrap,
      parts: { host: { notify: (m) => void said.push(JSON.stringify(m)) } },
    }),
    { enforce: true },
  );
  const secret = w.sandbox.world.credentials.forKey(
    w.sandbox.world.iam.keys(REF)[1]?.id ?? '',
  ).secretAccessKey;
  const { userId } = w.sandbox.world.iam.user(REF);
  const all =
    JSON.stringify(r) +
    said.join() +
    JSON.stringify(await memoryOf(w)) +
    JSON.stringify(await w.ledger.journalOf({ accountId: REF.accountId, userId } as never));
  const parts = [secret, secret.slice(0, 12), secret.slice(-12)];
  expect(
    parts.filter((p) => all.includes(p)),
    JSON.stringify(r.decisions.map((d) => d.outcome)),
  ).toEqual([]);
});
