import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isKeyturn } from '../src/demo/invariants.ts';
import { DAY, HOUR } from '../src/domain/time.ts';
import { openLedger } from '../src/ledger/sqlite-ledger.ts';
import type { Sandbox, WorldEvent } from '../src/sandbox/index.ts';
import { stateProblems } from '../test/model/state-problems.ts';
import { type Dice, diceOf } from '../test/soak/dice.ts';
import { hubEnvironment } from '../test/support/hub-environment.ts';
import { startKeyturn } from '../test/support/running-command.ts';
import { serveSandbox } from '../test/support/sandbox-server.ts';
import { member, sandboxWith } from '../test/support/world.ts';

/**
 * Ends real processes of the built command at random moments, as the kernel does, and runs it again: `npm run kills`.
 *
 * One organization after the other lives through a whole rotation by rehearsal. On most days runs are killed before one
 * may end. Afterwards nobody may have lost a key in use, no key may be made twice, and nothing may be left lying about.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const QUICK = { newKey: 100, statusChange: 0, listing: 0, secrets: 0, secretList: 0 };
const ACCOUNTS = ['111111111111', '222222222222', '333333333333'] as const;
const NAMES = ['app', 'batch', 'deploy', 'mailer'] as const;
const USERS = ACCOUNTS.flatMap((accountId) => NAMES.map((userName) => ({ accountId, userName })));
/** Days of the rehearsal: up to the end of a life in which an answer was lost. */
const DAYS = [0, 1, 2, 3, 5, 8, 11, 13, 16, 20, 22, 25, 29, 33, 37, 42, 48, 54, 60, 66, 72] as const;
/** A run of these takes about this long; a kill comes somewhere in it. */
const LONGEST_MS = 1_600;

const wanted = Number(values.kills);
const seed = Number(values.seed);
const dice = diceOf(seed);
const problems: string[] = [];
let kills = 0;
let killedInTime = 0;
let runs = 0;
let organizations = 0;
let strays = 0;
const startedAt = performance.now();
while (kills < wanted) {
  organizations += 1;
  const found = await liveOnce(dice);
  problems.push(...found);
  process.stdout.write(`organization ${organizations}: ${kills} kills so far, ${found.length} violations\n`);
  for (const problem of found) process.stdout.write(`VIOLATION ${problem}\n`);
}
const seconds = Math.round((performance.now() - startedAt) / 1_000);
process.stdout.write(
  `${kills} kills (${killedInTime} before the process ended by itself), ${runs} runs to the end, ${organizations} organizations of ${USERS.length} users, ${strays} of them held for a key of unclear origin, seed ${seed}, ${seconds} s\n`,
);
process.stdout.write(`violations: ${problems.length}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function liveOnce(given: Dice): Promise<readonly string[]> {
  const start = Date.now();
  const lastUsed = { at: start - 8 * DAY, service: 's3', region: 'eu-west-1' };
  const keys = [{ createdAt: start - 95 * DAY, lastUsed }];
  const sandbox = sandboxWith(
    ACCOUNTS.map((id) =>
      member(
        id,
        NAMES.map((name) => ({ name, keys })),
      ),
    ),
    { startAt: start, signingClock: Date, latencyMs: 5, credentialReportDelayMs: 0, propagationMs: QUICK },
  );
  const server = await serveSandbox(sandbox);
  const cwd = await mkdtemp(join(tmpdir(), 'keyturn-kills-'));
  const env = {
    ...hubEnvironment(sandbox, server),
    KEYTURN_REQUESTS_PER_SECOND: '1000',
    KEYTURN_REQUEST_TIMEOUT: '2s',
    // The question is what kills do to a life; the wait for owners who never come is another one.
    KEYTURN_ADOPTION: 'not-required',
  };
  const found: string[] = [];
  const path = join(cwd, 'ledger.sqlite');
  let last = '';
  try {
    for (const [index, today] of DAYS.entries()) {
      const at = new Date(start + today * DAY + HOUR).toISOString();
      const args = ['run', '--enforce', '--ledger', path, '--now', at];
      const deaths = index === 0 ? 2 : given.between(0, 2);
      for (let death = 0; death < deaths && kills < wanted; death += 1) {
        // The command compares its clock with that of the answers.
        sandbox.clock.set(Math.max(sandbox.clock.now(), Date.now()));
        const running = startKeyturn(args, { env, cwd });
        const timer = setTimeout(running.kill, given.between(1, LONGEST_MS));
        const { exitCode } = await running.ended;
        clearTimeout(timer);
        kills += 1;
        if (exitCode === -1) killedInTime += 1;
        found.push(...usersCutOff(sandbox).map((who) => `day ${today}, after a kill: ${who}`));
      }
      sandbox.clock.set(Math.max(sandbox.clock.now(), Date.now()));
      const { exitCode, stdout, stderr } = await startKeyturn([...args, '--format', 'json'], { env, cwd })
        .ended;
      last = stdout;
      runs += 1;
      if (exitCode !== 0 && exitCode !== 2) found.push(`day ${today}: exit code ${exitCode}: ${stderr}`);
      const ledger = await openLedger({ path, kind: 'any', newId: 'none', readOnly: true });
      found.push(...(await stateProblems(sandbox, { ledger, users: USERS, today })));
      await ledger.close();
      found.push(...usersCutOff(sandbox).map((who) => `day ${today}: ${who}`));
    }
    found.push(...endProblems(sandbox, last));
  } finally {
    await server.close();
    await rm(cwd, { recursive: true });
  }
  return found;
}

/** Nobody is ever without an active key. */
function usersCutOff(sandbox: Sandbox): readonly string[] {
  return USERS.filter((user) => sandbox.world.iam.keys(user).every(({ status }) => status !== 'Active')).map(
    ({ accountId, userName }) => `${accountId}/${userName} has no active key`,
  );
}

/** At the end each user has the one key that the secret gives out, and each old key went after it was replaced. */
function endProblems(sandbox: Sandbox, last: string): readonly string[] {
  const { events } = sandbox.world;
  const { decisions, coverage } = JSON.parse(last) as {
    readonly decisions: readonly Readonly<Record<string, unknown>>[];
    readonly coverage: readonly unknown[];
  };
  const saidOf = ({ accountId, userName }: (typeof USERS)[number]): string =>
    JSON.stringify({
      decisions: decisions.filter((one) => one.accountId === accountId && one.userName === userName),
      coverage,
    });
  return USERS.flatMap((user) => {
    // In a rehearsal AWS dates new keys by today: what an unanswered request made is a person's to judge, and is shown.
    if (saidOf(user).includes('"reason":"STRAY_KEY"') && left(sandbox, user).length === 2) {
      strays += 1;
      return [];
    }
    const own = events.filter((event) => isOf(event, user) && isKeyturn(event));
    const name = `${user.accountId}/${user.userName}`;
    const made = own.filter(({ type }) => type === 'CreateAccessKey').map(({ accessKeyId }) => accessKeyId);
    const kept = left(sandbox, user);
    const secretOf = { ...user, name: `Account_${user.accountId}_User_${user.userName}_AccessKey` };
    const value = sandbox.world.secrets.value({ ...secretOf, region: 'eu-west-1' });
    const [only] = kept;
    const off = own.filter(
      ({ type, accessKeyId }) => type === 'UpdateAccessKey' && !made.includes(accessKeyId),
    );
    return [
      ...(kept.length === 1 && only !== undefined && value?.includes(only.id)
        ? []
        : [
            `${name}: ended with ${kept.length} keys, and the secret does not give out the one: ${saidOf(user)}`,
          ]),
      ...(off.length === 1 ? [] : [`${name}: its old key was switched ${off.length} times`]),
    ];
  });
}

function left(sandbox: Sandbox, user: (typeof USERS)[number]) {
  return sandbox.world.iam.keys(user);
}

function isOf(event: WorldEvent, { accountId, userName }: (typeof USERS)[number]): boolean {
  return event.accountId === accountId && event.userName === userName;
}
