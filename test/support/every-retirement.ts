import type { UserDefinition } from '../../src/sandbox/index.ts';
import { day } from './world.ts';

const usedLately = { at: day(-1), service: 's3', region: 'eu-west-1' };

/** Users in every kind of retirement that there is: replaced, unused, one of two, and still far from any. */
export const USERS: readonly UserDefinition[] = [
  { name: 'old', keys: [{ createdAt: day(-95), lastUsed: usedLately }] },
  { name: 'young', keys: [{ createdAt: day(-30), lastUsed: usedLately }] },
  { name: 'soon', keys: [{ createdAt: day(-86), lastUsed: usedLately }] },
  { name: 'unused', keys: [{ createdAt: day(-400) }] },
  {
    name: 'two',
    keys: [
      { createdAt: day(-200), lastUsed: { ...usedLately, at: day(-120) } },
      { createdAt: day(-20), lastUsed: usedLately },
    ],
  },
];
