import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { runOnce } from '../../src/app/run/run-once.ts';
import { createClients } from '../../src/aws/clients.ts';
import { violations } from '../../src/demo/invariants.ts';
import type { Notice } from '../../src/domain/memory.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/domain/settings.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Fault, Sandbox } from '../../src/sandbox/index.ts';
import { cachedLedger } from '../soak/cached-ledger.ts';
import { lightClient } from '../soak/light/client.ts';
import { seededIds } from '../support/seeded-ids.ts';
import { day, member, memoryLedger, partsOf, sandboxWith, use } from '../support/world.ts';
import { lightCloudOf } from './light-cloud-of.ts';
import { stateProblems } from './state-problems.ts';

/** One fault at one point of the story. */
export interface FaultPoint {
  readonly at: number;
  readonly fault: Fault | { readonly kind: 'ledger-crash-before' | 'ledger-crash-after' };
  /** Through the AWS SDK itself, and not through light clients: slower. */
  readonly sdk?: boolean;
}

/** How a story with a fault ended. */
export interface FaultStory {
  /** AWS calls and ledger writes by Keyturn: the points at which a fault can be put. */
  readonly calls: number;
  readonly writes: number;
  /** Whether the fault was reached. */
  readonly struck: boolean;
  readonly problems: readonly string[];
}

export const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const APP = { accountId: ACCOUNT, userName: 'app' };
const IDLE = { accountId: ACCOUNT, userName: 'idle' };

/** The day after which a story without a fault has come to its end. */
const ENDS_AT = 31;

/** Days on which something is due for both users, and enough afterwards for any repair to come to its end. */
const DAYS = [
  0, 4, 6, 7, 8, 11, 13, 15, 17, 18, 19, 22, 25, 28, 29, 31, 34, 37, 40, 43, 46, 49, 52, 55, 58, 61,
];

const SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  exemptions: [{ group: 'Exempt' }],
  // Its calls change nothing and decide nothing: the random schedules put faults on them, and test/reading has its lies.
  reading: { ...DEFAULT_SETTINGS.reading, credentialReport: false },
  concurrency: { ...DEFAULT_SETTINGS.concurrency, accounts: 1 },
};

/**
 * Plays the whole life of two keys, one in use and one idle, with one fault (or none: at -1), and judges every step of it.
 *
 * The application behind `app` uses its key every day and fetches the replacement three days after it was told. The
 * problems are what an independent look at AWS shows: broken guarantees after each day, and an end that is not the one
 * that every story must reach: `app` with one proven key in its owner's hands, `idle` with none.
 */
export async function playWithFault(point: FaultPoint): Promise<FaultStory> {
  const sandbox = buildWorld();
  const sdk = point.sdk === true;
  const ledger = isOfLedger(point.fault) ? memoryLedger() : cachedLedger(memoryLedger());
  const counter = { calls: 0, writes: 0, struck: false };
  const dead = armFault(sandbox, counter, point);
  const problems: string[] = [];
  const owner = createOwner(sandbox, sdk);
  const told: Notice[] = [];
  for (const today of DAYS) {
    sandbox.clock.set(day(today) - 4 * HOUR);
    problems.push(...(await owner.act(today)));
    sandbox.clock.set(day(today));
    const finished = await runProcess(
      sandbox,
      { ledger: dead.wrap(ledger, `d${today}`), told, processId: `d${today}`, sdk },
      dead,
    );
    if (!finished) {
      sandbox.clock.advance(HOUR);
      await runProcess(
        sandbox,
        { ledger: dead.wrap(ledger, `d${today}-again`), told, processId: `d${today}-again`, sdk },
        dead,
      );
    }
    owner.read(told.splice(0), today);
    problems.push(...(await check(sandbox, ledger, today)));
    if (problems.length > 0 || (today >= ENDS_AT && endProblems(sandbox, owner).length === 0)) break;
  }
  if (problems.length === 0) problems.push(...endProblems(sandbox, owner));
  await ledger.close();
  return { calls: counter.calls, writes: counter.writes, struck: counter.struck, problems };
}

function buildWorld(): Sandbox {
  const used = (at: number) => ({ at, service: 's3', region: REGION });
  return sandboxWith(
    [
      member(
        ACCOUNT,
        [
          { name: 'app', keys: [{ createdAt: day(-83), lastUsed: used(day(-1)) }] },
          { name: 'idle', keys: [{ createdAt: day(-83) }] },
        ],
        { groups: [{ name: 'Exempt' }] },
      ),
    ],
    { emptyPageEvery: 0 },
  );
}

interface Dead {
  readonly crashed: (processId: string) => Promise<void>;
  wrap(ledger: Ledger, processId: string): Ledger;
}

/** Puts the fault at its point; a process that crashed never goes on, in AWS calls or in ledger writes. */
function armFault(
  sandbox: Sandbox,
  counter: { calls: number; writes: number; struck: boolean },
  point: FaultPoint,
): Dead {
  const listeners = new Map<string, () => void>();
  const isDead = new Set<string>();
  const kill = (processId: string): void => {
    isDead.add(processId);
    listeners.get(processId)?.();
  };
  sandbox.faults.onCrash(({ processId }) => kill(processId));
  sandbox.faults.on((call) => {
    if (!call.processId.startsWith('d')) return undefined;
    const index = counter.calls;
    counter.calls += 1;
    if (index !== point.at || isOfLedger(point.fault)) return undefined;
    counter.struck = true;
    return point.fault;
  });
  const never = new Promise<never>(() => undefined);
  return {
    crashed: (processId) => new Promise((resolve) => listeners.set(processId, resolve)),
    wrap: (ledger, processId) =>
      new Proxy(ledger, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name, target);
          if (typeof value !== 'function') return value;
          return async (...args: unknown[]) => {
            if (isDead.has(processId)) return await never;
            const writes = name === 'save' || name === 'recordAcceptance';
            const strikes = writes && isOfLedger(point.fault) && counter.writes === point.at;
            if (writes) counter.writes += 1;
            if (strikes) counter.struck = true;
            if (strikes && point.fault.kind === 'ledger-crash-before') {
              kill(processId);
              return await never;
            }
            const result: unknown = await Reflect.apply(value, target, args);
            if (strikes) {
              kill(processId);
              return await never;
            }
            return result;
          };
        },
      }),
  };
}

function isOfLedger(fault: FaultPoint['fault']): fault is Exclude<FaultPoint['fault'], Fault> {
  return fault.kind === 'ledger-crash-before' || fault.kind === 'ledger-crash-after';
}

/** Runs one process to its end or its death; true when it lived. */
async function runProcess(
  sandbox: Sandbox,
  setup: { ledger: Ledger; told: Notice[]; processId: string; sdk: boolean },
  dead: Dead,
): Promise<boolean> {
  const mailbox = {
    channel: 'test',
    countsAsNotice: true,
    deliver: async (notices: readonly Notice[]) => {
      setup.told.push(...notices);
      return { accepted: notices.map((notice) => notice.id) };
    },
  };
  const { ledger, processId } = setup;
  const ids = seededIds(`${processId}@${sandbox.clock.now()}`);
  const light = setup.sdk
    ? {}
    : { ids, cloud: lightCloudOf(sandbox, { ids, processId, settings: SETTINGS }) };
  const parts = partsOf(sandbox, {
    ledger,
    settings: SETTINGS,
    processId,
    withUnits: false,
    parts: { notifiers: [mailbox], ...light },
  });
  const died = dead.crashed(setup.processId).then(() => false);
  const lived = runOnce(parts, { enforce: true }).then(
    () => true,
    // A run may end with an error (the first call was refused, say); that is an end like any other.
    () => true,
  );
  return await Promise.race([lived, died]);
}

interface OwnerOfApp {
  keyId: string;
  act(today: number): Promise<readonly string[]>;
  read(notices: readonly Notice[], today: number): void;
}

function createOwner(sandbox: Sandbox, sdk: boolean): OwnerOfApp {
  const [first] = sandbox.world.iam.keys(APP);
  let toldOn: number | undefined;
  let secretArn = '';
  const owner: OwnerOfApp = {
    keyId: first?.id ?? '',
    async act(today) {
      if (toldOn !== undefined && today >= toldOn + 3) {
        owner.keyId = await fetchKey(sandbox, { keyId: owner.keyId, secretArn, sdk });
        toldOn = undefined;
      }
      return use(sandbox, owner.keyId) ? [] : [`day ${today}: the owner of app was cut off`];
    },
    read(notices, today) {
      for (const notice of notices) {
        if (notice.kind !== 'rotated' || notice.userName !== 'app') continue;
        toldOn = today;
        secretArn = notice.secretArn ?? '';
      }
    },
  };
  return owner;
}

/** Fetches the secret as the owner's application would, with the key that it holds. */
async function fetchKey(
  sandbox: Sandbox,
  { keyId, secretArn, sdk }: { readonly keyId: string; readonly secretArn: string; readonly sdk: boolean },
): Promise<string> {
  const { accessKeyId, secretAccessKey } = sandbox.world.credentials.forKey(keyId);
  const credentials = { accessKeyId, secretAccessKey };
  const command = new GetSecretValueCommand({ SecretId: secretArn });
  const requestHandler = sandbox.requestHandler('owner');
  const answer = sdk
    ? await createClients({ region: REGION, credentials, requestHandler }).secretsManager.send(command)
    : await lightClient('secretsmanager', {
        transport: (call) => sandbox.perform(call, 'owner'),
        now: () => sandbox.clock.now(),
        region: REGION,
        credentials,
      }).send(command);
  const { SecretString = '{}' } = answer as { readonly SecretString?: string };
  return (JSON.parse(SecretString) as { AccessKeyId: string }).AccessKeyId;
}

async function check(sandbox: Sandbox, ledger: Ledger, today: number): Promise<readonly string[]> {
  const { policy } = SETTINGS;
  const broken = violations(sandbox.world.events, {
    quiet: policy.quietPeriod,
    soak: policy.recoveryGrace - DAY / 24,
  });
  const texts = broken.map(({ guarantee, text }) => `day ${today}: ${guarantee}: ${text}`);
  return [...texts, ...(await stateProblems(sandbox, { ledger, users: [APP, IDLE], today }))];
}

function endProblems(sandbox: Sandbox, owner: OwnerOfApp): readonly string[] {
  const problems: string[] = [];
  const keys = sandbox.world.iam.keys(APP);
  if (keys.length !== 1 || keys[0]?.status !== 'Active') problems.push(`end: app has ${keys.length} keys`);
  if (keys[0]?.id !== owner.keyId) problems.push('end: the key of app is not the one its owner holds');
  if (sandbox.world.iam.keys(IDLE).length !== 0) problems.push('end: idle still has a key');
  return problems;
}
