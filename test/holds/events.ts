import { forceRotation } from '../../src/app/force.ts';
import { undo } from '../../src/app/undo.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import type { Settings } from '../../src/domain/settings.ts';
import { type Duration, instant, MINUTE } from '../../src/domain/time.ts';
import { ACCOUNT, REF } from '../support/one-user.ts';
import { restoreSecret } from '../support/restored-secret.ts';
import { day, use } from '../support/world.ts';
import { commandOf, type Event, heldOn, keyOf, type Life, on, order } from './life.ts';

/** A key of the user: by its place in the order of creation, or the one that is looked at. */
type Which = number | undefined;
const idOf = (life: Life, which: Which): string => (which === undefined ? life.keyId : keyOf(life, which));

/** The key is still held on that day. */
export const stillHeld =
  (today: number): Event =>
  async (life) =>
    await heldOn(life, today);

/** The settings are changed in one of their parts. */
export const changed =
  <Part extends 'policy' | 'safety' | 'scope' | 'delivery'>(
    part: Part,
    more: Partial<Settings[Part]>,
  ): Event =>
  (life) => {
    life.settings = { ...life.settings, [part]: { ...life.settings[part], ...more } };
  };

/** The owner uses a key. */
export const used =
  (which?: number): Event =>
  (life) => {
    const keyId = idOf(life, which);
    if (!use(life.sandbox, keyId)) throw new Error(`Key ${keyId} cannot be used`);
  };

/** Somebody makes a key Active or Inactive in IAM. */
export const made =
  (status: 'Active' | 'Inactive', which?: number): Event =>
  (life) =>
    life.sandbox.world.iam.setKeyStatus(idOf(life, which), status);

/** Somebody deletes a key in IAM. */
export const deleted =
  (which?: number): Event =>
  (life) =>
    life.sandbox.world.iam.deleteKey(idOf(life, which));

/** A minute goes by. */
export const aMinuteLater: Event = (life) => life.sandbox.clock.advance(MINUTE);

/** A key is made Inactive in IAM on that day, and deleted some days later. */
export const takenAway =
  (today: number, which?: number, after = 2): Event =>
  async (life) => {
    const { clock, world: aws } = life.sandbox;
    const keyId = idOf(life, which);
    clock.set(day(today));
    aws.iam.setKeyStatus(keyId, 'Inactive');
    await on(life, today + 0.1);
    clock.set(day(today + after));
    aws.iam.deleteKey(keyId);
    clock.advance(MINUTE);
  };

/** The operator takes back what holds the key. */
export const released: Event = async (life) => await order(life, { kind: 'release' });

/** The operator gives the owner more time. */
export const extended =
  (until: number): Event =>
  async (life) =>
    await order(life, { kind: 'extend', until: instant(day(until)) });

/** The operator says that a key stays; of one that Keyturn made also that its owner has it. */
export const kept =
  (which?: number, more: { readonly ownerHasSecret?: true } = {}): Event =>
  async (life) =>
    await order(life, { kind: 'keep', key: idOf(life, which), ...more });

/** The operator brings the old key back, for good or for some time. */
export const undone =
  (length?: Duration): Event =>
  async (life) =>
    await undo(commandOf(life), { user: REF.userName, ...(length === undefined ? {} : { length }) });

/** The operator orders a replacement. */
export const forced: Event = async (life) => {
  const accountId = ACCOUNT as AccountId;
  const wanted = { user: REF.userName, accountId, why: 'the text said so', enforce: true };
  await forceRotation(commandOf(life), wanted);
};

/** The deletion of the user's secret is taken back, and AWS has noticed. */
export const secretRestored: Event = async (life) => {
  await restoreSecret(life);
  life.sandbox.clock.advance(3_000);
};
