import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { planScenario, type Scenario } from './scenario.ts';

const folder = new URL('.', import.meta.url);
/** Lives have a format, and a test, of their own. */
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml') && !file.startsWith('lives/'))
  .sort();
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

  it('has at least four hundred of them, each with a name of its own', () => {
    const names = suites.flatMap(({ scenarios }) => scenarios.map((scenario) => scenario.name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(400);
  });
});
