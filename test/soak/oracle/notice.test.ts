import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/domain/settings.ts';
import { DAY } from '../../../src/domain/time.ts';
import { day } from '../../support/world.ts';
import type { Mail } from '../knowledge.ts';
import { openBench } from './bench.ts';
import { noticeProblem } from './notice.ts';
import { emptyStage, lifeOf, mailOf, orderOn } from './testing.ts';

const KEY = 'AKIAEXAMPLE';
const NOW = day(20);
const { policy } = DEFAULT_SETTINGS;

/** A key that Keyturn switched off with the third event and somebody switched on with the fifth, on day 10. */
const reactivated = lifeOf(KEY, {
  switches: [
    { at: day(8), place: 3, to: 'Inactive', ours: true, session: 's' },
    { at: day(10), place: 5, to: 'Active', ours: false, session: '' },
  ],
});

function problemOf(mail: Mail, key = reactivated): string | undefined {
  const stage = emptyStage();
  stage.knowledge.mail.push(mail);
  return noticeProblem(openBench(stage), key, { policy, at: NOW });
}

describe('in the millisecond in which a key was switched on again', () => {
  it('a notice that was taken after that counts', () => {
    expect(problemOf(mailOf(KEY, { at: day(10), afterEvents: 5 }))).toBeUndefined();
  });

  it('a notice that was taken before that does not', () => {
    expect(problemOf(mailOf(KEY, { at: day(10), afterEvents: 4 }))).toBe(
      'deactivated a key without any notice',
    );
  });
});

it('in the millisecond of a release, what was taken before it does not count, and what came after does', () => {
  const released = (order: 'before' | 'after'): string | undefined => {
    const stage = emptyStage();
    const mail = mailOf(KEY, { at: day(10), afterEvents: 0 });
    const key = lifeOf(KEY);
    const release = { kind: 'release', at: day(10), keyId: KEY, userId: key.userId } as const;
    if (order === 'after') orderOn(stage, release);
    stage.knowledge.mail.push(mail);
    if (order === 'before') orderOn(stage, release);
    return noticeProblem(openBench(stage), key, { policy, at: NOW });
  };
  expect(released('after')).toBeUndefined();
  expect(released('before')).toBe('deactivated a key without any notice');
});

it('a notice too short before the deactivation is still a violation', () => {
  const late = mailOf(KEY, { at: NOW - DAY, afterEvents: 9 });
  expect(problemOf(late)).toBe('deactivated 24 hours after its notice');
});
