import type { Fault, PlainCall, WireRequest, WireResponse } from '../../src/sandbox/index.ts';
import { type Asked, askedByCall, askedByRequest } from './asked.ts';
import type { Transport } from './light/client.ts';
import { carried, lostAnswer } from './lost-answers.ts';
import { type Reported, withReport } from './reports.ts';
import type { FaultPlan, FaultPoint } from './schedule.ts';
import type { Stage } from './stage.ts';
import type { Strike, Strikes } from './strikes.ts';

/** The machine that a process runs on. */
export interface Machine {
  readonly processId: string;
  /** The machine's clock minus AWS's, in milliseconds. */
  offset: number;
  dead: boolean;
  /** Told when it dies. */
  died: () => void;
}

/** How the calls of one process are carried. */
export interface Carriage {
  readonly machine: Machine;
  readonly strikes: Strikes;
  readonly plan: FaultPlan;
  /** Waits for its turn, when processes run at once. */
  readonly turn: () => Promise<void>;
  /** What somebody does just before a call, or what another process does meanwhile. */
  readonly interlude: (point: FaultPoint, userName: string | undefined) => Promise<void>;
}

/**
 * What a dead process waits for. A promise of its own each time: one that all shared would keep every dead process, and its
 * whole world, in memory.
 */
export function never(): Promise<never> {
  return new Promise(() => undefined);
}

/** Carries the calls of one process to the simulated AWS, with everything that goes wrong on the way. */
export function createTransport(stage: Stage, carriage: Carriage): Transport {
  const carry = carrier(stage, carriage);
  return (call: PlainCall) =>
    carry(askedByCall(call), () => stage.sandbox.perform(call, carriage.machine.processId));
}

/** The same for the requests of the SDK. */
export function createWireTransport(
  stage: Stage,
  carriage: Carriage,
): (request: WireRequest) => Promise<WireResponse> {
  const carry = carrier(stage, carriage);
  return (request) =>
    carry(askedByRequest(request), () => stage.sandbox.handle(request, carriage.machine.processId));
}

type Carry = <Answer extends Reported>(asked: Asked, send: () => Promise<Answer>) => Promise<Answer>;

function carrier(stage: Stage, carriage: Carriage): Carry {
  const { machine, strikes, plan } = carriage;
  return async (asked, send) => {
    await carriage.turn();
    if (machine.dead) return await never();
    const { operation, userName } = asked;
    const strike = strikes.call(operation);
    for (const point of strike.points) {
      if (point.what === 'sleep') stage.sandbox.clock.advance(point.ms ?? 0);
      if (point.what === 'hand' || point.what === 'sleep') await carriage.interlude(point, userName);
    }
    if (machine.dead) return await never();
    stage.next = faultOf(strike, { operation, plan, broken: isBroken(stage, asked) });
    const crash = strike.points.find(({ what }) => what === 'crash-before' || what === 'crash-after')?.what;
    if (crash === 'crash-before') {
      stage.knowledge.diedWith.push({ operation, userName, at: stage.sandbox.clock.now() });
      return await die(machine);
    }
    const answer = await carried(stage, send);
    if (crash === 'crash-after') return await die(machine);
    for (const point of strike.points) if (point.what === 'clock-jump') void jump(machine, point.ms ?? 0);
    return operation === 'GetCredentialReport' ? withReport(stage, plan, answer) : answer;
  };
}

/** The process dies; nothing that it waits for ever comes. */
export function die(machine: Machine): Promise<never> {
  machine.dead = true;
  machine.died();
  return never();
}

/** The clock jumps a moment after the answer was read, so that its date does not tell of it. */
async function jump(machine: Machine, ms: number): Promise<void> {
  for (let moment = 0; moment < 4; moment += 1) await undefined;
  machine.offset += ms;
}

function faultOf(
  strike: Strike,
  call: { readonly operation: string; readonly plan: FaultPlan; readonly broken: boolean },
): Fault | undefined {
  const { operation, plan, broken } = call;
  if (broken || strike.fault === 'denied') return denied('injected');
  if (operation === 'GenerateCredentialReport' && plan.report === 'denied') return denied('injected');
  if (operation === 'GenerateCredentialReport' && plan.report === 'fails')
    return { kind: 'error', status: 409, code: 'LimitExceeded', message: 'No more capacity' };
  for (const { what } of strike.points) {
    if (what === 'error') return denied('injected once');
    if (what === 'server-error') return { kind: what, executed: (strike.points[0]?.at ?? 0) % 2 === 0 };
    if (what === 'throttle') return { kind: what };
    if (what === 'lost-request' || what === 'lost-response')
      return lostAnswer(what === 'lost-response', strike.place);
  }
  const { fault } = strike;
  if (fault === 'server-error' || fault === 'server-executed')
    return { kind: 'server-error', executed: fault === 'server-executed' };
  if (fault === 'lost-request' || fault === 'lost-response')
    return lostAnswer(fault === 'lost-response', strike.place);
  return fault === undefined ? undefined : { kind: fault };
}

function denied(message: string): Fault {
  return { kind: 'error', status: 403, code: 'AccessDenied', message };
}

/** About a broken user every call fails, and into a broken account there is no way. */
function isBroken(stage: Stage, { userName, roleArn }: Asked): boolean {
  const { broken } = stage.schedule;
  if (broken === undefined) return false;
  if (broken.userName === undefined)
    return roleArn?.startsWith(`arn:aws:iam::${broken.accountId}:role`) === true;
  return userName === broken.userName;
}
