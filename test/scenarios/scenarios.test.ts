import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planScenario, type Scenario } from './scenario.ts';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
const suites = files.map((file) => ({
  file,
  scenarios: parse(readFileSync(new URL(file, folder), 'utf8')) as readonly Scenario[],
}));

describe('planner scenarios', () => {
  for (const { file, scenarios } of suites) {
    describe(file, () => {
      it.each(scenarios)('$name', (scenario) => {
        const { actual, wanted } = planScenario(scenario);
        expect(actual).toEqual(wanted);
      });
    });
  }

  it('has at least ninety of them, each with a name of its own', () => {
    const names = suites.flatMap(({ scenarios }) => scenarios.map((scenario) => scenario.name));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(90);
  });
});
