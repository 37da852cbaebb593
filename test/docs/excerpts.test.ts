import { expect, it } from 'vitest';
import { daysAgo, world } from '../e2e/fixture.ts';
import type { CommandResult } from '../support/command.ts';
import { DEMO_TIMEOUT, recordedDemo } from '../support/recorded-demo.ts';
import { member } from '../support/world.ts';
import { readPage } from './pages.ts';

const ACCOUNT = '111122223333';
const ROLE = 'Auditor';

/** What AWS's managed policy IAMReadOnlyAccess allows, as far as it concerns reading. */
const IAM_READ_ONLY_ACCESS = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['iam:GenerateCredentialReport', 'iam:Get*', 'iam:List*'], Resource: '*' },
  ],
};

it('README.md quotes a first look at one account, for which IAMReadOnlyAccess is enough', async () => {
  const quoted = quotedLines('README.md', 'keyturn plan');
  const { exitCode, stdout, refused, mutations } = await planForAuditor();
  expect(exitCode).toBe(0);
  expect(quoted).toHaveLength(10);
  expect(sameInOrder(stdout, quoted)).toEqual(quoted);
  expect({ refused, mutations }).toEqual({ refused: [], mutations: [] });
});

it('docs/sandbox.md quotes the demo as it is', { timeout: DEMO_TIMEOUT }, async () => {
  const quoted = quotedLines('docs/sandbox.md', 'keyturn demo');
  const { exitCode, stdout } = await recordedDemo();
  expect(exitCode).toBe(0);
  expect(quoted.length).toBeGreaterThan(5);
  expect(sameInOrder(stdout, quoted)).toEqual(quoted);
});

/** The lines of the excerpt of a command on a page; `…` stands for lines that are left out. */
function quotedLines(path: string, command: string): readonly string[] {
  const block = readPage(path).blocks.find(({ label }) => label === `excerpt of: ${command}`);
  return linesOf(block?.text ?? '').filter((line) => line !== '…');
}

/** Those of the wanted lines that the output has, each once, in the order of the output. */
function sameInOrder(output: string, wanted: readonly string[]): readonly string[] {
  const said = linesOf(output).filter((line) => wanted.includes(line));
  return said.filter((line, at) => said.indexOf(line) === at);
}

/** Lines that say something; key ids and days are other ones in every run of a world that begins today. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/…\w{4}/, '…WXYZ')
        .replace(/\d{4}-\d\d-\d\d$/, 'DAY'),
    )
    .filter((line) => line !== '');
}

/** The output of `keyturn plan --this-account` for a role that may read IAM and nothing else. */
async function planForAuditor(): Promise<
  CommandResult & { readonly refused: readonly string[]; readonly mutations: readonly string[] }
> {
  const users = [userWith('etl', 231, 3), userWith('checkout', 95, 0.1), userWith('images', 84, 1)];
  const account = member(ACCOUNT, [...users, userWith('mailer', 21, 1), userWith('old-campaign', 412)]);
  const trust = account.roles?.[0]?.trust ?? '';
  const roles = [{ name: ROLE, trust, policies: [IAM_READ_ONLY_ACCESS] }];
  const { sandbox, run } = await world([{ ...account, roles }]);
  const session = sandbox.world.credentials.forRole({ accountId: ACCOUNT, roleName: ROLE });
  const result = await run(['plan', '--this-account'], {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
  });
  const refused = sandbox.calls.filter(({ reason }) => reason !== undefined);
  const mutations = sandbox.calls.filter(({ mutation }) => mutation);
  return { ...result, refused: refused.map(nameOf), mutations: mutations.map(nameOf) };
}

const nameOf = ({ operation }: { readonly operation: string }): string => operation;

function userWith(name: string, age: number, usedAgo?: number): Parameters<typeof member>[1][number] {
  const used = usedAgo === undefined ? {} : { lastUsed: lastUseOf(usedAgo) };
  return { name, keys: [{ createdAt: daysAgo(age), ...used }] };
}

function lastUseOf(days: number): { readonly at: number; readonly service: string; readonly region: string } {
  return { at: daysAgo(days), service: 's3', region: 'eu-west-1' };
}
