import type { Fault, WireRequest, WireResponse } from '../../src/sandbox/index.ts';
import { textOf } from '../../src/sandbox/wire/parse.ts';
import type { Transport } from './light/client.ts';
import { carried, lostAnswer } from './lost-answers.ts';
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
  const { machine, strikes, plan } = carriage;
  return async (request) => {
    await carriage.turn();
    if (machine.dead) return await never();
    const text = textOf(request.body);
    const operation = operationOf(request, text);
    const strike = strikes.call(operation);
    for (const point of strike.points) {
      if (point.what === 'sleep') stage.sandbox.clock.advance(point.ms ?? 0);
      if (point.what === 'hand' || point.what === 'sleep')
        await carriage.interlude(point, new URLSearchParams(text).get('UserName') ?? undefined);
    }
    if (machine.dead) return await never();
    stage.next = faultOf(strike, { operation, plan, broken: isBroken(stage, text) });
    const crash = strike.points.find(({ what }) => what === 'crash-before' || what === 'crash-after')?.what;
    if (crash === 'crash-before') return await die(machine);
    const answer = await carried(stage, () => stage.sandbox.handle(request, machine.processId));
    if (crash === 'crash-after') return await die(machine);
    for (const point of strike.points) if (point.what === 'clock-jump') void jump(machine, point.ms ?? 0);
    return operation === 'GetCredentialReport' ? withReport(stage, plan, request, answer) : answer;
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

function operationOf(request: WireRequest, text: string): string {
  const target = request.headers['x-amz-target'] ?? request.headers['X-Amz-Target'];
  return target?.split('.')[1] ?? /(?:^|&)Action=(\w+)/.exec(text)?.[1] ?? '';
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
function isBroken(stage: Stage, text: string): boolean {
  const { broken } = stage.schedule;
  if (broken === undefined) return false;
  if (broken.userName === undefined)
    return text.includes(`RoleArn=arn%3Aaws%3Aiam%3A%3A${broken.accountId}%3Arole`);
  return (
    text.includes(`UserName=${new URLSearchParams({ a: broken.userName }).toString().slice(2)}&`) ||
    text.endsWith(`UserName=${new URLSearchParams({ a: broken.userName }).toString().slice(2)}`)
  );
}

/** A report that lies says what the account's first report said, as if it had been made just now. */
function withReport(stage: Stage, plan: FaultPlan, request: WireRequest, answer: WireResponse): WireResponse {
  const content = /<Content>([^<]*)<\/Content>/.exec(answer.body)?.[1];
  if (content === undefined) return answer;
  const account =
    /iam::(\d{12}):root/.exec(Buffer.from(content, 'base64').toString())?.[1] ?? request.hostname;
  const first = stage.oldReports.get(account) ?? content;
  stage.oldReports.set(account, first);
  if (plan.report === 'lies') return { ...answer, body: answer.body.replace(content, first) };
  if (plan.report !== 'unparsable') return answer;
  const garbage = Buffer.from('user,arn\n<html>').toString('base64');
  return { ...answer, body: answer.body.replace(content, garbage) };
}
