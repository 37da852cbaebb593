import { namesAccountTags, namesUnits } from '../../src/app/asked-of-organization.ts';
import { createKillSwitch } from '../../src/app/kill-switch.ts';
import type { RunParts } from '../../src/app/run/parts.ts';
import { createCloud } from '../../src/aws/cloud.ts';
import type { Notice } from '../../src/domain/memory.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Ids } from '../../src/ports/ids.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import { createRequestHandler } from '../../src/sandbox/request-handler.ts';
import { DAY_0, HUB_ACCOUNT, reportsOf } from '../support/world.ts';
import { diceOf } from './dice.ts';
import type { ProcessNote } from './knowledge.ts';
import { createLightCloud } from './light/cloud.ts';
import type { FaultPlan, FaultPoint } from './schedule.ts';
import { REGION, type Stage } from './stage.ts';
import { strikesOf } from './strikes.ts';
import { createTransport, createWireTransport, die, type Machine, never } from './transport.ts';

/** How to start a process. */
export interface ProcessSetup {
  readonly id: string;
  readonly seed: number;
  readonly plan: FaultPlan;
  readonly enforce: boolean;
  readonly wrongClock?: boolean;
  /** Nothing runs beside it. */
  readonly alone: boolean;
  readonly turn?: () => Promise<void>;
  readonly interlude?: (point: FaultPoint, userName: string | undefined) => Promise<void>;
}

const WRITES = new Set([
  'save',
  'recordAcceptance',
  'recordReads',
  'recordRun',
  'recordReport',
  'addStandingHold',
  'appendJournal',
  'acquireLease',
  'releaseLease',
]);

/** Starts a process of Keyturn, and tells how it ended: with a result, an error, or its death. */
export async function startProcess<T>(
  stage: Stage,
  setup: ProcessSetup,
  work: (parts: RunParts) => Promise<T>,
): Promise<{ readonly note: ProcessNote; readonly result?: T }> {
  let died: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  const offset = setup.plan.offsetMs ?? 0;
  const machine: Machine = { processId: setup.id, offset, dead: false, died };
  const note: ProcessNote = {
    id: setup.id,
    startedAt: stage.sandbox.clock.now(),
    enforce: setup.enforce,
    wrongClock: setup.wrongClock === true,
    undisturbed: setup.alone && isClean(setup.plan),
    ledgerWrites: 0,
  };
  stage.knowledge.processes.push(note);
  const parts = partsOf(stage, setup, { machine, note });
  const ended = work(parts).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  const end = await Promise.race([ended, death]);
  note.endedAt = stage.sandbox.clock.now();
  if (end === undefined) {
    note.crashed = true;
    machine.dead = true;
    return { note };
  }
  if ('error' in end) {
    note.error = end.error;
    return { note };
  }
  return { note, result: end.result };
}

function isClean(plan: FaultPlan): boolean {
  return Object.keys(plan).length === 1 && plan.points.length === 0;
}

interface Life {
  readonly machine: Machine;
  readonly note: ProcessNote;
}

function partsOf(stage: Stage, setup: ProcessSetup, life: Life): RunParts {
  const { sandbox, settings, knowledge, schedule } = stage;
  const { machine } = life;
  const dice = diceOf(setup.seed);
  const strikes = strikesOf(setup.plan, dice.fork());
  const turn = setup.turn ?? (async () => undefined);
  const interlude = setup.interlude ?? (async () => undefined);
  const carriage = { machine, strikes, plan: setup.plan, turn, interlude };
  const clock: Clock = {
    now: () => (sandbox.clock.now() + machine.offset) as Instant,
    sleep: async (milliseconds) => {
      await turn();
      sandbox.clock.advance(milliseconds);
    },
  };
  const ids: Ids = {
    next: () => `${setup.id}x${dice.fork().toString(36)}${dice.fork().toString(36)}`,
    random: () => dice.next(),
  };
  const credentials = sandbox.world.credentials.forRole({ accountId: HUB_ACCOUNT, roleName: 'KeyturnHub' });
  const { readRole, rotateRole } = settings.organization;
  const asked = {
    withUnits: namesUnits(settings),
    withTags: namesAccountTags(settings),
    readRole,
    rotateRole,
  };
  const cloud = schedule.sdk
    ? createCloud({
        ...asked,
        connection: {
          region: REGION,
          credentials,
          requestHandler: createRequestHandler(createWireTransport(stage, carriage), {
            now: () => sandbox.clock.now(),
            pass: () => undefined,
          }),
        },
        clock,
        ids,
      })
    : createLightCloud({
        ...asked,
        transport: createTransport(stage, carriage),
        credentials,
        awsNow: () => sandbox.clock.now(),
        clock,
        ids,
        region: REGION,
      });
  const ledger = mortalLedger(stage.ledger, { life, write: () => strikes.write(), turn });
  return {
    settings,
    cloud,
    ledger,
    reports: reportsOf(ledger),
    clock,
    ids,
    host: { notify: (message) => knowledge.said.push(JSON.stringify(message)) },
    killSwitch: createKillSwitch(settings.safety.killSwitch, cloud),
    notifiers: [mailbox(stage, setup, machine)],
  };
}

/** A ledger that dies with its process, and may be what kills it. */
function mortalLedger(
  ledger: Ledger,
  with_: {
    readonly life: Life;
    readonly write: () => FaultPoint['what'] | undefined;
    readonly turn: () => Promise<void>;
  },
): Ledger {
  const { machine, note } = with_.life;
  return new Proxy(ledger, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'everything' || name === 'close') return value.bind(target);
      return async (...args: unknown[]) => {
        const writes = WRITES.has(String(name));
        if (writes) await with_.turn();
        if (machine.dead) return await never();
        const strike = writes ? with_.write() : undefined;
        if (strike === 'ledger-crash-before') return await die(machine);
        if (writes) note.ledgerWrites += 1;
        const result: unknown = await Reflect.apply(value, target, args);
        return strike === 'ledger-crash-after' ? await die(machine) : result;
      };
    },
  });
}

/** The channel that reaches owners. What it takes is known to everybody, whatever becomes of the process. */
function mailbox(stage: Stage, setup: ProcessSetup, machine: Machine): Notifier {
  const dice = diceOf(setup.seed + 1);
  return {
    channel: 'mail',
    countsAsNotice: true,
    deliver: async (notices: readonly Notice[]) => {
      const { from = 0, until = 0 } = stage.schedule.deaf ?? {};
      const today = (stage.sandbox.clock.now() - DAY_0) / 86_400_000;
      if (setup.plan.channel === 'fails' || (today >= from && today < until))
        throw new Error('the channel is down');
      const taken = notices.filter(() => setup.plan.channel !== 'takes-some' || dice.chance(0.5));
      const at = stage.sandbox.clock.now();
      const misdated = Math.abs(machine.offset) > 300_000;
      const afterEvents = stage.sandbox.world.events.length;
      for (const notice of taken) stage.knowledge.mail.push({ notice, at, afterEvents, misdated });
      return { accepted: taken.map(({ id }) => id) };
    },
  };
}
