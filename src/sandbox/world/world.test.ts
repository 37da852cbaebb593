import { describe, expect, test } from 'vitest';
import { HUB, MEMBER, OTHER, START, smallSandbox } from '../../../test/support/sandbox/small-organization.ts';
import { createSandbox } from '../sandbox.ts';

const ALICE = { accountId: MEMBER, userName: 'alice' };

describe('building', () => {
  test('takes keys of any number, age and status, with ids and secrets of the right form', () => {
    const { world } = smallSandbox();
    const createdAt = START - 400 * 86_400_000;
    world.iam.addUser(MEMBER, {
      name: 'many',
      createdAt,
      keys: [
        { createdAt },
        { status: 'Inactive' },
        { status: 'Expired' },
        { id: 'AKIAGIVEN', secret: 'given' },
      ],
    });
    const keys = world.iam.keys({ accountId: MEMBER, userName: 'many' });
    expect(keys.map((key) => key.status)).toEqual(['Active', 'Inactive', 'Expired', 'Active']);
    expect(keys[0]?.id).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(keys[0]?.secret.reveal()).toMatch(/^[A-Za-z0-9+/]{40}$/);
    expect(world.iam.findKey('AKIAGIVEN')?.accountId).toBe(MEMBER);
    expect(world.credentials.forUser({ accountId: MEMBER, userName: 'many' }).accessKeyId).not.toBe(
      keys[0]?.id,
    );
  });

  test('tells the author of a test what is not there or is there already', () => {
    const { world } = smallSandbox();
    expect(() => world.organization.account('999999999999')).toThrow('no account');
    expect(() => world.iam.user({ accountId: MEMBER, userName: 'none' })).toThrow('no user none');
    expect(() => world.iam.role({ accountId: MEMBER, roleName: 'none' })).toThrow('no role none');
    expect(() => world.iam.group(MEMBER, 'none')).toThrow('no group none');
    expect(() => world.iam.key('AKIANONE')).toThrow('no access key');
    expect(() => world.secrets.get({ accountId: MEMBER, name: 'none' })).toThrow('no secret none');
    expect(() => world.iam.addUser(MEMBER, { name: 'alice' })).toThrow('there already');
    expect(() => world.iam.addUser(MEMBER, { name: 'x', groups: ['none'] })).toThrow('no group none');
    expect(() => world.organization.addAccount({ id: MEMBER })).toThrow('there already');
    expect(() => world.organization.addAccount({ id: '1' })).toThrow('12 digits');
    expect(() => world.organization.move(MEMBER, 'ou-none')).toThrow('no root or unit');
    expect(() => world.credentials.forUser(ALICE)).toThrow('no active key');
  });

  test('can be done in steps, in an account without an organization too', () => {
    const { world } = createSandbox({ startAt: START, seed: 1 });
    world.build({ accounts: [{ id: HUB, users: [{ name: 'u' }] }] });
    world.build({
      accounts: [
        { id: OTHER, secrets: [{ name: 's', value: 'v' }], parameters: [{ name: 'p', value: 'x' }] },
      ],
    });
    expect(world.organization.get()).toBeUndefined();
    expect(world.organization.accounts().map((account) => account.id)).toEqual([HUB, OTHER]);
    expect(world.secrets.value({ accountId: OTHER, name: 's' })).toBe('v');
    expect(world.parameters.value({ accountId: OTHER, name: 'p' })).toBe('x');
  });
});

describe('changing by hand', () => {
  test('writes events with the hand as actor', () => {
    const { world, clock } = smallSandbox();
    world.clearEvents();
    clock.advance(1000);
    const key = world.iam.createKey(ALICE);
    world.iam.setKeyStatus(key.id, 'Inactive');
    world.iam.deleteKey(key.id);
    world.secrets.add(MEMBER, { name: 's', value: 'one' });
    world.secrets.putValue({ accountId: MEMBER, name: 's' }, 'two');
    world.secrets.setTags({ accountId: MEMBER, name: 's' }, { a: 'b' });
    world.secrets.remove({ accountId: MEMBER, name: 's' }, 0);
    world.iam.deleteUser(ALICE);
    expect(world.secrets.find({ accountId: MEMBER, name: 's' })).toBeUndefined();
    expect(world.events.map((event) => event.type)).toEqual([
      'CreateAccessKey',
      'UpdateAccessKey',
      'DeleteAccessKey',
      'CreateSecret',
      'PutSecretValue',
      'PutSecretValue',
      'TagResource',
      'DeleteSecret',
      'DeleteUser',
      'PurgeSecret',
    ]);
    expect(
      world.events.slice(0, 9).every((event) => event.actor === 'hand' && event.at === START + 1000),
    ).toBe(true);
    expect(world.iam.key(key.id).deletedAt).toBe(START + 1000);
  });

  test('keeps both sides of a group membership', () => {
    const { world } = smallSandbox();
    world.iam.addGroup(MEMBER, { name: 'g' });
    world.iam.addToGroup(ALICE, 'g');
    expect([...world.iam.group(MEMBER, 'g').members]).toEqual(['alice']);
    world.iam.removeFromGroup(ALICE, 'g');
    expect(world.iam.user(ALICE).groups.size).toBe(0);
    world.iam.addToGroup(ALICE, 'g');
    world.iam.deleteGroup(MEMBER, 'g');
    expect(world.iam.user(ALICE).groups.size).toBe(0);
  });
});
