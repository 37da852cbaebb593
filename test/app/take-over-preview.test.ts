import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../src/domain/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { reportJson } from '../../src/report/json.ts';
import { renderTable } from '../../src/report/table.ts';
import type { PolicySource, SecretDefinition } from '../../src/sandbox/index.ts';
import { gatesOf } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { ACCOUNT, NAME, SECRET, type W, world } from '../support/one-user.ts';
import { runOn } from '../support/runs-on-days.ts';
import { run } from '../support/world.ts';

const ADOPTING: Settings = {
  ...DEFAULT_SETTINGS,
  delivery: { ...DEFAULT_SETTINGS.delivery, adoptExisting: true },
};
const CONFIRMED: Settings = {
  ...ADOPTING,
  delivery: { ...ADOPTING.delivery, readersConfirmed: true },
};
const THEIRS = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Theirs',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: 'secretsmanager:GetSecretValue',
      Resource: '*',
    },
  ],
};

function theirWorld(policy: PolicySource | undefined = THEIRS): W {
  const w = world({}, { secrets: [{ name: NAME, region: 'eu-west-1', value: 'theirs' }] });
  w.sandbox.world.secrets.setPolicy(SECRET, policy);
  return w;
}

const planOf = async (w: W, settings: Settings = ADOPTING): Promise<RunReport> =>
  await run(w.sandbox, { ledger: w.ledger, settings, enforce: false });
const policyOf = (w: W): unknown => JSON.parse(w.sandbox.world.secrets.get(SECRET).policy?.text ?? '{}');
/** The table on so wide a screen that nothing is broken. */
const textOf = (report: RunReport): string => renderTable(report, { width: 2_000 });
const factsOf = (report: RunReport): readonly Record<string, unknown>[] =>
  reportJson(report).decisions.flatMap(({ evidence }) =>
    evidence.filter(({ kind }) => kind.startsWith('secret')).map((fact) => ({ ...fact })),
  );

describe('a plan of a rotation into a secret that others made', () => {
  it('says that the secret would be taken over, and shows its policy before and after', async () => {
    const w = theirWorld();
    const report = await planOf(w);
    const [fact, ...others] = factsOf(report);
    expect(others).toEqual([]);
    expect(fact).toMatchObject({
      kind: 'secret-of-others',
      secretArn: w.sandbox.world.secrets.get(SECRET).arn,
      denies: false,
    });
    expect(JSON.parse(String(fact?.before))).toEqual(THEIRS);
    const text = textOf(report);
    expect(text).toContain('would be taken over');
    expect(text).toContain('also those with an identity policy, whom Keyturn cannot see');
    for (const part of [String(fact?.before), String(fact?.after)])
      for (const statement of (JSON.parse(part) as typeof THEIRS).Statement)
        expect(text).toContain(JSON.stringify(statement));
    await runOn(w, 0, ADOPTING);
    expect(policyOf(w)).toEqual(JSON.parse(String(fact?.after)));
  });

  it('says so when everybody else would be denied', async () => {
    const report = await planOf(theirWorld(), CONFIRMED);
    expect(factsOf(report)[0]).toMatchObject({ denies: true });
    expect(textOf(report)).toContain('everybody but the owner and delivery.readers is denied');
  });

  it('breaks a policy into the lines of a screen, and leaves nothing of it out', async () => {
    const report = await planOf(theirWorld());
    const narrow = renderTable(report, { width: 60 });
    for (const line of narrow.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
    expect(narrow.replaceAll(/\s+/g, '')).toContain(
      JSON.stringify(THEIRS.Statement[0]).replaceAll(/\s+/g, ''),
    );
  });

  it('shows a secret without a policy', async () => {
    const w = theirWorld();
    w.sandbox.world.secrets.setPolicy(SECRET, undefined);
    const report = await planOf(w);
    expect(factsOf(report)[0]).not.toHaveProperty('before');
    expect(textOf(report)).toContain('before  no policy');
  });

  it('holds what an enforcing run would hold', async () => {
    const everybody = { ...THEIRS, Statement: [{ ...THEIRS.Statement[0], Principal: '*' }] };
    const report = await planOf(theirWorld(everybody));
    expect(report.decisions.map(({ action, held }) => [action, held])).toEqual([['hold', 'rotate']]);
    expect(gatesOf(report.decisions)).toEqual(['secret-not-ours']);
  });

  it.each(['AssumeRole', 'DescribeSecret'])(
    'stands when %s is denied, and says that it could not look',
    async (operation) => {
      const w = theirWorld();
      let seen = 0;
      // The first role that is assumed is the one that reads.
      faultOnce(w, (call) => call.operation === operation && (operation !== 'AssumeRole' || ++seen === 2), {
        kind: 'error',
        status: 403,
        code: 'AccessDenied',
        message: 'injected',
      });
      const report = await planOf(w);
      expect(report.decisions.map(({ action }) => action)).toEqual(['rotate']);
      expect(factsOf(report)).toMatchObject([{ kind: 'secret-unread' }]);
      expect(textOf(report)).toContain('could not be read');
      expect(report.exitCode).toBe(0);
    },
  );
});

describe('looking at secrets in a dry run', () => {
  const operationsOf = (w: W): readonly string[] =>
    w.sandbox.calls.filter(({ service }) => service === 'secretsmanager').map(({ operation }) => operation);
  const settled = (secret: Partial<SecretDefinition>): W =>
    world({}, { secrets: [{ name: NAME, region: 'eu-west-1', value: 'x', ...secret }] });

  it('changes nothing, and asks about nothing else', async () => {
    const w = theirWorld();
    await planOf(w);
    expect(operationsOf(w)).toEqual(['DescribeSecret', 'GetResourcePolicy']);
    expect(w.sandbox.calls.filter(({ mutation }) => mutation)).toEqual([]);
  });

  it('needs no policy of a secret that Keyturn made', async () => {
    const w = settled({ tags: { 'keyturn:ledger': 'ledger-test' } });
    expect(factsOf(await planOf(w))).toEqual([]);
    expect(operationsOf(w)).toEqual(['DescribeSecret']);
  });

  it('does not happen without adoptExisting, and not for users of whom no replacement is due', async () => {
    const w = theirWorld();
    await planOf(w, DEFAULT_SETTINGS);
    await runOn(w, 0, ADOPTING);
    const before = operationsOf(w).length;
    await planOf(w);
    expect(operationsOf(w).slice(before)).toEqual([]);
  });

  it('is done with a session that could change nothing', async () => {
    const w = theirWorld();
    const bodies: string[] = [];
    await run(w.sandbox, {
      ledger: w.ledger,
      settings: ADOPTING,
      enforce: false,
      wrap: (handler) =>
        new Proxy(handler, {
          get: (target, name) =>
            name === 'handle'
              ? async (request: Parameters<typeof handler.handle>[0]) => {
                  bodies.push(bodyOf(request.body));
                  return await handler.handle(request);
                }
              : Reflect.get(target, name),
        }),
    });
    const policies = bodies.flatMap((body) => {
      const policy = new URLSearchParams(body).get('Policy');
      return policy === null ? [] : [JSON.parse(policy)];
    });
    expect(
      policies.map(({ Statement }) => Statement.map(({ Action }: { Action: unknown }) => Action)),
    ).toEqual([[['secretsmanager:DescribeSecret', 'secretsmanager:GetResourcePolicy']]]);
  });
});

function bodyOf(raw: unknown): string {
  if (typeof raw === 'string') return raw;
  return raw instanceof Uint8Array ? new TextDecoder().decode(raw) : '';
}
