import { inspect } from 'node:util';
import { CreateAccessKeyCommand, DeleteAccessKeyCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { clientsOfRole } from '../../test/support/sandbox/clients.ts';
import { MEMBER, smallSandbox } from '../../test/support/sandbox/small-organization.ts';

const UserName = 'alice';

async function story(seed: number) {
  const sandbox = smallSandbox({ seed });
  const { iam, secrets } = clientsOfRole(sandbox, { accountId: MEMBER, roleName: 'admin' });
  const listings: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    for (let j = 0; j < 5; j += 1) {
      const listed = await iam.send(new ListAccessKeysCommand({ UserName }));
      listings.push(listed.AccessKeyMetadata?.length ?? 0);
    }
    const id = { UserName, AccessKeyId: AccessKey?.AccessKeyId };
    const token = String(i).repeat(32);
    await secrets.send(
      new CreateSecretCommand({
        Name: `s${i}`,
        SecretString: AccessKey?.SecretAccessKey,
        ClientRequestToken: token,
      }),
    );
    sandbox.clock.advance(3000);
    await iam.send(new DeleteAccessKeyCommand(id));
  }
  return { sandbox, listings };
}

test('the same seed and the same calls give the same world; another seed another', async () => {
  const [one, same, other] = [await story(1), await story(1), await story(2)];
  const facts = ({ sandbox, listings }: typeof one) =>
    JSON.stringify([listings, sandbox.world.events, sandbox.calls, sandbox.clock.now()]);
  expect(facts(same)).toBe(facts(one));
  expect(facts(other)).not.toBe(facts(one));
});

test('no dump of the world, the events or the calls shows a secret', async () => {
  const { sandbox } = await story(3);
  const key = sandbox.world.iam.createKey({ accountId: MEMBER, userName: UserName });
  const secret = key.secret.reveal();
  sandbox.world.secrets.add(MEMBER, { name: 'plain', value: secret });
  sandbox.world.parameters.put(MEMBER, { name: 'p', value: secret, type: 'SecureString' });
  const account = sandbox.world.organization.account(MEMBER);
  const dump = [
    inspect(account, { depth: 12, maxArrayLength: null, showHidden: true }),
    JSON.stringify([key, [...account.secrets.values()].map((one) => [...one.versions.values()])]),
    JSON.stringify([sandbox.world.events, sandbox.calls]),
    String(key.secret),
  ].join('\n');
  expect(dump).toContain('[concealed]');
  expect(dump).not.toContain(secret);
  expect(sandbox.world.secrets.value({ accountId: MEMBER, name: 'plain' })).toBe(secret);
});
