import { describe, expect, it } from 'vitest';
import type { HostMessage } from '../ports/host.ts';
import { tellWaits } from './tell-waits.ts';

/** A teller whose time is moved by hand. */
function teller() {
  const said: HostMessage[] = [];
  let now = 0;
  let action: (() => void) | undefined;
  const ticker = {
    now: () => now,
    every: (_milliseconds: number, given: () => void) => {
      action = given;
      return () => {
        action = undefined;
      };
    },
  };
  const pass = (seconds: number): void => {
    for (let left = seconds * 2; left > 0; left -= 1) {
      now += 500;
      action?.();
    }
  };
  const waiting = tellWaits({ notify: (message) => said.push(message) }, ticker);
  const begin = (name: string, subject?: string, code = 'WAITING_FOR_ANSWER') =>
    waiting.begin({
      code,
      text: (waited) => `${name} after ${waited / 1000} s`,
      ...(subject === undefined ? {} : { subject }),
    });
  return {
    said,
    texts: () => said.map(({ text }) => text),
    pass,
    begin,
    isLooking: () => action !== undefined,
  };
}

describe('what a run waits for', () => {
  it('is said when it takes longer than three seconds, and once', () => {
    const { said, texts, pass, begin } = teller();
    const end = begin('reading');
    pass(2.5);
    expect(said).toEqual([]);
    pass(60);
    expect(said).toEqual([{ code: 'WAITING_FOR_ANSWER', level: 'wait', text: 'reading after 3 s' }]);
    end();
    const quick = begin('quick');
    pass(2);
    quick();
    pass(60);
    expect(texts()).toHaveLength(1);
  });

  it('is one line for many of a kind, and at most one in ten seconds', () => {
    const { texts, pass, begin } = teller();
    for (let user = 0; user < 400; user += 1) begin(`user ${user}`);
    pass(5);
    begin('late');
    pass(7);
    expect(texts()).toEqual(['user 0 after 3 s (and 399 more like this)']);
    pass(1);
    expect(texts().slice(1)).toEqual(['late after 8 s']);
  });

  it('is said for each kind by itself', () => {
    const { texts, pass, begin } = teller();
    begin('answer');
    begin('turn', undefined, 'WAITING_FOR_TURN');
    pass(3);
    expect(texts()).toEqual(['answer after 3 s', 'turn after 3 s']);
  });

  it('is not said again when it is the same for another, however much later', () => {
    const { texts, pass, begin } = teller();
    begin('pace', 'iam is slow')();
    const end = begin('pace', 'iam is slow');
    pass(3);
    end();
    pass(600);
    begin('pace', 'iam is slow');
    begin('pace', 'sts is slow');
    pass(3);
    expect(texts()).toEqual(['pace after 3 s', 'pace after 3 s']);
  });

  it('keeps no timer while nothing is waited for', () => {
    const { pass, begin, isLooking } = teller();
    const ends = [begin('one'), begin('other')];
    pass(10);
    expect(isLooking()).toBe(true);
    for (const end of ends) end();
    expect(isLooking()).toBe(false);
  });
});
