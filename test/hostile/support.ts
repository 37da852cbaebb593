import { runOnce } from '../../src/app/run.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { AccountId, UserId } from '../../src/domain/ids.ts';
import type { UserMemory } from '../../src/domain/memory.ts';
import type { ReportedDecision, RunReport } from '../../src/domain/report.ts';
import type { Ledger } from '../../src/ports/ledger.ts';
import type {
  Fault,
  FaultCall,
  Sandbox,
  SandboxOptions,
  SandboxRequestHandler,
} from '../../src/sandbox/index.ts';
import { day, member, memoryLedger, NOBODY_ADOPTS, partsOf, run, sandboxWith } from '../support/world.ts';

export const ACCOUNT = '111111111111';
export const REF: { readonly accountId: string; readonly userName: string } = {
  accountId: ACCOUNT,
  userName: 'app',
};
export const NAME: string = `Account_${ACCOUNT}_User_app_AccessKey`;
export const SECRET: { readonly accountId: string; readonly name: string; readonly region: string } = {
  accountId: ACCOUNT,
  name: NAME,
  region: 'eu-west-1',
};
export const lastUsed: { readonly at: number; readonly service: string; readonly region: string } = {
  at: day(-1),
  service: 's3',
  region: 'eu-west-1',
};
export const UP_TO_GRACE: readonly number[] = [0, 4, 8, 10];

export interface W {
  readonly sandbox: Sandbox;
  readonly ledger: Ledger;
}

export function world(options: Partial<SandboxOptions> = {}, more: Parameters<typeof member>[2] = {}): W {
  return {
    sandbox: sandboxWith(
      [member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }], more)],
      options,
    ),
    ledger: memoryLedger(),
  };
}

export async function runOn(w: W, days: number | readonly number[], settings?: Settings): Promise<RunReport> {
  let last: RunReport | undefined;
  for (const today of typeof days === 'number' ? [days] : days) {
    w.sandbox.clock.set(day(today));
    last = await run(w.sandbox, {
      ledger: w.ledger,
      processId: `d${today}`,
      ...(settings ? { settings } : {}),
    });
  }
  if (last === undefined) throw new Error('no day');
  return last;
}

/** Runs one process that may die. */
export async function runOrDie(w: W, processId: string, settings?: Settings): Promise<RunReport | undefined> {
  const parts = partsOf(w.sandbox, { ledger: w.ledger, processId, ...(settings ? { settings } : {}) });
  const crashed = w.sandbox.faults.crashOf(processId).then(() => undefined);
  return await Promise.race([runOnce(parts, { enforce: true }), crashed]);
}

export function faultOnce(w: W, match: (call: FaultCall) => boolean, ...faults: Fault[]): () => void {
  const queue = [...faults];
  return w.sandbox.faults.on((call) => (match(call) ? queue.shift() : undefined));
}

export async function memoryOf(w: W, ref: typeof REF = REF): Promise<UserMemory> {
  const { userId } = w.sandbox.world.iam.user(ref);
  return await w.ledger.loadUser({ accountId: ref.accountId as AccountId, userId: userId as UserId });
}

export const brief = (report: RunReport): readonly string[] =>
  report.decisions.map((d) =>
    `${d.userName} ${d.action}${d.held ? `(${d.held})` : ''} ${d.reason} ${d.outcome?.status ?? ''} ${(d.objections ?? []).map((o) => `${o.gate}:${o.state}`).join('+')}`.trim(),
  );
export const gatesOf = (ds: readonly ReportedDecision[]): readonly string[] =>
  ds.flatMap((d) => d.objections ?? []).map((o) => o.gate);
export const statuses = (s: Sandbox, ref: typeof REF = REF): readonly string[] =>
  s.world.iam.keys(ref).map((k) => k.status);
export { NOBODY_ADOPTS as DEFAULT_SETTINGS };

/** Runs `before` once, just before the first call of this process for which `match` holds goes out. */
export function pauseAt(
  match: (request: { body: string; path: string }) => boolean,
  before: () => Promise<void>,
): (h: SandboxRequestHandler) => SandboxRequestHandler {
  let done = false;
  return (handler) => {
    const handle: SandboxRequestHandler['handle'] = async (request, options) => {
      const raw = request.body;
      const body =
        typeof raw === 'string' ? raw : raw instanceof Uint8Array ? new TextDecoder().decode(raw) : '';
      if (!done && match({ body, path: request.path })) {
        done = true;
        await before();
      }
      return await handler.handle(request, options);
    };
    return new Proxy(handler, { get: (t, n) => (n === 'handle' ? handle : Reflect.get(t, n)) });
  };
}
