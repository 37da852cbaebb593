// `npm run bench`: figures, not tests. Calls are counted by the sandbox; times are of this machine and only compare.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '../src/sandbox/index.ts';
import { COMMAND } from '../test/support/command.ts';
import { day, member, memoryLedger, run, sandboxWith } from '../test/support/world.ts';

const ACCOUNT = '111111111111';
const lastUsed = { at: day(-1), service: 's3', region: 'eu-west-1' };

const rows: [string, string][] = [];
const report = (figure: string, value: string): void => {
  rows.push([figure, value]);
  console.log(`${figure.padEnd(64)} ${value}`);
};

await callsPerRotation();
await readsPerUser(1000);
await readsPerUser(5000);
startUp();
demo();

/** Calls of one rotation, without what the run reads for everybody, and with repeated proofs counted once. */
async function callsPerRotation(): Promise<void> {
  const sandbox = sandboxWith([
    member(ACCOUNT, [{ name: 'app', keys: [{ createdAt: day(-90), lastUsed }] }]),
  ]);
  const ledger = memoryLedger();
  const rotate = async (today: number): Promise<readonly string[]> => {
    sandbox.clock.set(day(today));
    const [key] = sandbox.world.iam.keys({ accountId: ACCOUNT, userName: 'app' }).slice(-1);
    const { accessKeyId, secretAccessKey } = sandbox.world.credentials.forKey(key?.id ?? '');
    sandbox.world.useKey({ accessKeyId, secret: secretAccessKey, service: 's3', region: 'eu-west-1' });
    sandbox.clock.advance(3 * 3_600_000);
    sandbox.clearCalls();
    await run(sandbox, { ledger, processId: `bench-${today}` });
    return rotationCalls(sandbox);
  };
  const first = await rotate(0);
  report('calls of a rotation, first time (target: at most 12)', `${first.length}: ${first.join(' ')}`);
  for (const today of [4, 8, 10, 11, 15, 19, 21, 22, 83, 87, 89]) {
    sandbox.clock.set(day(today));
    await run(sandbox, { ledger, processId: `bench-${today}` });
  }
  const later = await rotate(91);
  report('calls of a rotation, later (target: at most 9)', `${later.length}: ${later.join(' ')}`);
}

function rotationCalls(sandbox: Sandbox): readonly string[] {
  const names = sandbox.calls.map((call) => call.operation);
  const begin = names.lastIndexOf('AssumeRole');
  const saga = names.slice(begin);
  const proofs = saga.filter((name) => name === 'GetCallerIdentity').length;
  if (proofs === 0) throw new Error('no rotation took place');
  const firstProof = saga.indexOf('GetCallerIdentity');
  return saga.filter((name, index) => name !== 'GetCallerIdentity' || index === firstProof);
}

async function readsPerUser(count: number): Promise<void> {
  const users = Array.from({ length: count }, (_, index) => ({
    name: `user-${index}`,
    keys: [{ createdAt: day(index % 10 === 0 ? -120 : -(index % 80)), lastUsed }],
  }));
  const sandbox = sandboxWith([member(ACCOUNT, users)], { pageSize: 1000, latencyMs: 40 });
  const began = performance.now();
  await run(sandbox, { ledger: memoryLedger(), enforce: false });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const simulated = ((sandbox.clock.now() - day(0)) / 1000).toFixed(0);
  const ratio = (sandbox.calls.length / count).toFixed(3);
  report(
    `plan of 1 x ${count} users, a tenth of them due: reads per user`,
    `${ratio} (${sandbox.calls.length} calls, ${seconds} s here, ${simulated} s at 40 ms a call)`,
  );
  report(
    `  resident memory after it, sandbox included`,
    `${Math.round(process.memoryUsage().rss / 1_048_576)} MB`,
  );
}

function startUp(): void {
  const time = (args: readonly string[]): number => {
    const runs = Array.from({ length: 7 }, () => {
      const began = performance.now();
      spawnSync(process.execPath, args);
      return performance.now() - began;
    });
    return Math.min(...runs);
  };
  const bare = time(['-e', '0']);
  report('keyturn --version, over bare node', `${(time([COMMAND, '--version']) - bare).toFixed(0)} ms`);
  report('keyturn --help, over bare node', `${(time([COMMAND, '--help']) - bare).toFixed(0)} ms`);
}

function demo(): void {
  const out = mkdtempSync(join(tmpdir(), 'keyturn-bench-'));
  const began = performance.now();
  const result = spawnSync(process.execPath, [COMMAND, 'demo', '--out', out], { encoding: 'utf8' });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const calls = /in (\d+) calls/.exec(result.stdout)?.[1] ?? 'unknown';
  report('demo of 130 days, without the build', `${seconds} s, ${calls} calls, exit code ${result.status}`);
}
