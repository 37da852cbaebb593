import { describe, expect, it } from 'vitest';
import type { Settings } from '../../src/domain/settings.ts';
import type { FaultCall, PolicySource } from '../../src/sandbox/index.ts';
import { gatesOf } from '../support/decisions-in-brief.ts';
import { faultOnce } from '../support/fault-once.ts';
import { ACCOUNT, NAME, REF, SECRET, statuses, type W, world } from '../support/one-user.ts';
import { runOn, runOrDie } from '../support/runs-on-days.ts';
import { readAs, readerRole } from '../support/secret-readers.ts';
import { day, NOBODY_ADOPTS, use } from '../support/world.ts';

const arnOf = (role: string): string => `arn:aws:iam::${ACCOUNT}:role/${role}`;

/** What somebody wrote, in an order and with elements of their own. */
const THEIRS = {
  Id: 'ours-since-2019',
  Version: '2008-10-17',
  Statement: [
    {
      Resource: '*',
      Effect: 'Allow',
      Principal: { AWS: arnOf('Named') },
      Action: ['secretsmanager:GetSecretValue'],
    },
    {
      Sid: 'NotFromOutside',
      Effect: 'Deny',
      Principal: '*',
      Action: 'secretsmanager:*',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': [ACCOUNT] } },
    },
  ],
};

const ADOPTING: Settings = {
  ...NOBODY_ADOPTS,
  delivery: { ...NOBODY_ADOPTS.delivery, adoptExisting: true },
};
const CONFIRMED: Settings = {
  ...ADOPTING,
  delivery: { ...ADOPTING.delivery, readers: [arnOf('Helpdesk')], readersConfirmed: true },
};

/**
 * A secret that others made: `Named` reads it by the secret's policy, `Identity` by its own, `Helpdesk` not at all.
 */
function theirWorld(policy: PolicySource = THEIRS): W {
  const w = world(
    {},
    { secrets: [{ name: NAME, region: 'eu-west-1', value: 'theirs', tags: { team: 'billing' } }] },
  );
  for (const role of ['Named', 'Helpdesk']) w.sandbox.world.iam.addRole(ACCOUNT, readerRole(ACCOUNT, role));
  w.sandbox.world.iam.addRole(ACCOUNT, readerRole(ACCOUNT, 'Identity', ['secretsmanager:GetSecretValue']));
  w.sandbox.clock.set(day(0) - LAG);
  w.sandbox.world.secrets.setPolicy(SECRET, policy);
  w.sandbox.clock.set(day(0));
  return w;
}

const policyOf = (w: W): { Statement: { Sid?: string }[] } =>
  JSON.parse(w.sandbox.world.secrets.get(SECRET).policy?.text ?? '{}');
const sidsOf = (w: W): readonly (string | undefined)[] => policyOf(w).Statement.map(({ Sid }) => Sid);
const tagsOf = (w: W): object => Object.fromEntries(w.sandbox.world.secrets.get(SECRET).tags);

async function readBy(w: W): Promise<Readonly<Record<string, string>>> {
  w.sandbox.clock.advance(LAG);
  const [old] = w.sandbox.world.iam.keys(REF);
  const short = (value: string): string => (value.includes('SecretAccessKey') ? 'the new key' : value);
  const names = ['Named', 'Identity', 'Helpdesk'];
  const values = await Promise.all(names.map(async (role) => await readAs(w.sandbox, { role }, SECRET)));
  const owner = await readAs(w.sandbox, { keyId: old?.id ?? '' }, SECRET);
  return {
    ...Object.fromEntries(names.map((name, at) => [name, short(values[at] ?? '')])),
    owner: short(owner),
  };
}

/** After this long no read of Secrets Manager is behind any more. */
const LAG = 10_000;

const BEFORE = { Named: 'theirs', Identity: 'theirs', Helpdesk: 'denied', owner: 'denied' };
const AFTER = {
  Named: 'the new key',
  Identity: 'the new key',
  Helpdesk: 'denied',
  owner: 'the new key',
};

const is =
  (operation: string) =>
  (call: FaultCall): boolean =>
    call.operation === operation;
const denied = { kind: 'error', status: 403, code: 'AccessDenied', message: 'injected' } as const;

describe('a secret that others made is taken over', () => {
  it.each(['CreateAccessKey', 'PutSecretValue', 'UpdateSecretVersionStage'])(
    'and when its rotation fails at %s, its readers read what they read before',
    async (operation) => {
      const w = theirWorld();
      faultOnce(w, is(operation), denied);
      const report = await runOn(w, 0, ADOPTING);
      expect(report.decisions.map(({ outcome }) => outcome?.status)).toContain('failed');
      expect(await readBy(w)).toEqual(
        operation === 'UpdateSecretVersionStage' ? { ...BEFORE, owner: 'theirs' } : BEFORE,
      );
      if (operation !== 'UpdateSecretVersionStage') expect(policyOf(w)).toEqual(THEIRS);
      expect(tagsOf(w)).toEqual({
        team: 'billing',
        'keyturn:ledger': 'ledger-test',
        'keyturn:adopted': 'true',
      });
    },
  );

  it('and once the new key is in it, they read that, and so does the owner; nobody is denied', async () => {
    const w = theirWorld();
    expect((await runOn(w, 0, ADOPTING)).decisions[0]?.outcome).toEqual({ status: 'done' });
    expect(await readBy(w)).toEqual(AFTER);
    const merged = policyOf(w);
    expect({ ...merged, Statement: merged.Statement.slice(0, 2) }).toEqual(THEIRS);
    expect(sidsOf(w)).toEqual([undefined, 'NotFromOutside', 'KeyturnOwner']);
  });

  it('with everybody but owner and readers denied as soon as the operator has confirmed the readers', async () => {
    const w = theirWorld();
    expect((await runOn(w, 0, CONFIRMED)).decisions[0]?.outcome).toEqual({ status: 'done' });
    expect(await readBy(w)).toEqual({
      Named: 'denied',
      Identity: 'denied',
      Helpdesk: 'the new key',
      owner: 'the new key',
    });
    expect(sidsOf(w)).toEqual([
      undefined,
      'NotFromOutside',
      'KeyturnOwner',
      'KeyturnReaders',
      'KeyturnNobodyElse',
    ]);
  });

  it('and stays one that others made in later rotations', async () => {
    const w = theirWorld();
    await runOn(w, [0, 4, 8, 10, 11, 22], ADOPTING);
    expect(statuses(w.sandbox)).toEqual(['Active']);
    w.sandbox.clock.set(day(79));
    expect(use(w.sandbox, w.sandbox.world.iam.keys(REF)[0]?.id ?? '')).toBe(true);
    await runOn(w, [80, 85, 91], ADOPTING);
    expect(statuses(w.sandbox)).toEqual(['Active', 'Active']);
    expect(await readBy(w)).toEqual(AFTER);
    expect(sidsOf(w)).toEqual([undefined, 'NotFromOutside', 'KeyturnOwner']);
  });

  it('with the full policy from the beginning when Keyturn made it itself', async () => {
    const w = world();
    faultOnce(w, is('CreateAccessKey'), denied);
    await runOn(w, 0, ADOPTING);
    expect(sidsOf(w)).toEqual(['KeyturnOwner', 'KeyturnNobodyElse']);
  });
});

describe('a secret that others made is not touched', () => {
  const everybody = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'secretsmanager:GetSecretValue',
    Resource: '*',
  };
  const allowing = (...statements: object[]): PolicySource => ({ ...THEIRS, Statement: statements });
  const changes = (w: W): readonly string[] =>
    w.sandbox.calls.filter((call) => call.mutation).map((call) => call.operation);

  it.each([
    ['lets everybody in', allowing(everybody)],
    [
      'lets everybody in beside others',
      allowing({ ...everybody, Principal: { AWS: [arnOf('Named'), '*'] } }),
    ],
    ['is too long', { ...THEIRS, Id: 'x'.repeat(20_100) }],
  ])('when its policy %s: that is a hold, before anything is made', async (_what, policy) => {
    const w = theirWorld(policy);
    const report = await runOn(w, 0, ADOPTING);
    expect(gatesOf(report.decisions)).toEqual(['secret-not-ours']);
    expect(changes(w)).toEqual([]);
    expect(tagsOf(w)).toEqual({ team: 'billing' });
    w.sandbox.world.secrets.setPolicy(SECRET, THEIRS);
    expect((await runOn(w, 1, ADOPTING)).decisions[0]?.outcome).toEqual({ status: 'done' });
  });

  it('when its policy may not be read', async () => {
    const w = theirWorld();
    faultOnce(w, is('GetResourcePolicy'), denied);
    const report = await runOn(w, 0, ADOPTING);
    expect(report.decisions[0]?.objections).toEqual([
      {
        gate: 'secret-not-ours',
        state: 'blocked',
        detail: expect.stringContaining('secretsmanager:GetResourcePolicy'),
      },
    ]);
    expect(changes(w)).toEqual([]);
  });

  it('while it is scheduled for deletion, since restoring it would open it to whoever could read it', async () => {
    const w = theirWorld();
    w.sandbox.world.secrets.remove(SECRET);
    expect(gatesOf((await runOn(w, 0, ADOPTING)).decisions)).toEqual(['secret-not-ours']);
    expect(w.sandbox.world.secrets.get(SECRET).deletedAt).toBeDefined();
    expect(changes(w)).toEqual([]);
  });

  it('when somebody opens it to everybody while the key is made: the hand-over waits for a person', async () => {
    const w = theirWorld();
    w.sandbox.faults.on((call) => {
      if (call.operation === 'PutSecretValue') w.sandbox.world.secrets.setPolicy(SECRET, allowing(everybody));
      return undefined;
    });
    const first = await runOn(w, 0, ADOPTING);
    expect(first.decisions[0]?.outcome).toMatchObject({ status: 'failed', code: 'SECRET_POLICY' });
    expect(gatesOf((await runOn(w, 1, ADOPTING)).decisions)).toEqual(['secret-not-ours']);
    expect(w.sandbox.world.secrets.value(SECRET)).toBe('theirs');
    w.sandbox.world.secrets.setPolicy(SECRET, THEIRS);
    await runOn(w, 2, ADOPTING);
    expect(await readBy(w)).toEqual(AFTER);
  });
});

describe('taking over comes to its end, whatever goes wrong at any of its calls', () => {
  it.each(['crash-before', 'crash-after', 'lost-request', 'lost-response', 'throttle'] as const)(
    '%s',
    { timeout: 120_000 },
    async (kind) => {
      for (let at = 0; ; at += 1) {
        const w = theirWorld();
        let calls = 0;
        w.sandbox.faults.on((call) => {
          if (!call.processId.startsWith('d') || call.service !== 'secretsmanager') return undefined;
          calls += 1;
          return calls === at + 1 ? { kind } : undefined;
        });
        await runOrDie(w, 'd0', ADOPTING);
        if (calls <= at) return expect(at).toBeGreaterThanOrEqual(6);
        const between = await readBy(w);
        expect([between.Named, between.Identity, between.Helpdesk], `call ${at}`).toEqual(
          between.owner === 'the new key'
            ? ['the new key', 'the new key', 'denied']
            : ['theirs', 'theirs', 'denied'],
        );
        await runOn(w, [1, 2, 3], ADOPTING);
        expect(await readBy(w), `after ${kind} at call ${at}`).toEqual(AFTER);
        expect(sidsOf(w)).toEqual([undefined, 'NotFromOutside', 'KeyturnOwner']);
      }
    },
  );
});
