import { describe, expect, it } from 'vitest';
import type { GateName, Objection } from '../../src/domain/decision.ts';
import { isoDay } from '../../src/domain/time.ts';
import { GATE_TEXTS } from '../../src/messages/gate-texts.ts';
import { CONDITIONS, objectionText, stepsOf } from '../../src/messages/objection-text.ts';
import { faultOf, readCommands } from '../docs/command-lines.ts';
import { HOLD_CASES } from './cases/all.ts';
import { type HoldCase, objectionOf } from './hold-case.ts';

const GATES = Object.keys(GATE_TEXTS) as GateName[];

const nameOf = ({ gate, state, detail }: HoldCase): string => `${gate}, ${state}: ${detail}`;

function dayKind({ announcesAnew }: Objection): HoldCase['day'] {
  return announcesAnew === true ? 'new date' : 'passes';
}

describe.each(HOLD_CASES.map((hold) => [nameOf(hold), hold] as const))('%s', (_name, hold) => {
  it.each(hold.ends.map((ending) => [ending.how, ending] as const))('ends: %s', async (_how, ending) => {
    const { held, after } = await ending.play();
    for (const decision of held)
      expect(objectionOf(decision, hold), decision.action).toMatchObject({ state: hold.state });
    const objection = objectionOf(held[0], hold) as Objection;
    const { stands, fix } = objectionText(objection);
    for (const words of hold.says) expect(`${stands} ${fix}`).toContain(words);
    const named = hold.day === undefined ? undefined : objectionOf(held.at(-1), hold)?.until;
    expect(objection.until === undefined ? undefined : dayKind(objection)).toBe(hold.day);
    if (hold.day !== undefined) expect(named).toBeDefined();
    if (objection.until !== undefined) expect(fix).toContain(isoDay(objection.until));
    expect(objectionOf(after, hold)).toBeUndefined();
    if (ending.becomes !== undefined) expect(after).toMatchObject(ending.becomes);
  });
});

describe('no text is without a case', () => {
  it.each(GATES)('%s', (gate) => {
    const cases = HOLD_CASES.filter((hold) => hold.gate === gate);
    expect(cases).not.toEqual([]);
    const { fix, waits = [] } = GATE_TEXTS[gate];
    const texts = new Set([...fix, ...waits].map(({ text }) => text));
    const tried = new Set(cases.map((hold) => stepsOf(hold)));
    expect([...texts].filter((text) => !tried.has(text))).toEqual([]);
  });

  it('nor is a way of naming a day', () => {
    const tried = HOLD_CASES.flatMap(({ gate, state, day }) =>
      day === undefined && state === 'blocked' ? [] : [`${CONDITIONS[gate] ?? ''}: ${day ?? 'no day'}`],
    );
    for (const condition of ['', ...Object.values(CONDITIONS)])
      expect(tried).toContain(`${condition}: passes`);
    for (const gate of ['quiet', 'last-key'] as const)
      expect(tried).toContain(`${CONDITIONS[gate]}: new date`);
    expect(tried).toContain(': new date');
  });
});

it('every command in a text is one that keyturn takes', async () => {
  const commands = await readCommands();
  const texts = GATES.flatMap((gate) => [...GATE_TEXTS[gate].fix, ...(GATE_TEXTS[gate].waits ?? [])]);
  const lines = texts.flatMap(({ text }) =>
    [...text.matchAll(/`(keyturn [^`]+)`/g)].map(([, line]) => line ?? ''),
  );
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.flatMap((line) => faultOf(line, commands) ?? [])).toEqual([]);
});
