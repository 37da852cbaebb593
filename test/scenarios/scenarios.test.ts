import { describe, expect, it } from 'vitest';
import { planScenario, type Scenario } from './scenario.ts';
import { caseFiles } from './scenario-files.ts';

/** Lives have a format, and a test, of their own. */
const suites = caseFiles()
  .filter(({ file }) => !file.startsWith('lives/'))
  .map(({ file, cases }) => ({ file, scenarios: cases as readonly Scenario[] }));

describe('planner scenarios', () => {
  for (const { file, scenarios } of suites) {
    describe(file, () => {
      it.each(scenarios)('$name', (scenario) => {
        const { actual, wanted } = planScenario(scenario);
        expect(actual).toEqual(wanted);
      });
    });
  }

  it('has at least five hundred of them, each with a name of its own', () => {
    const names = suites.flatMap(({ scenarios }) => scenarios.map((scenario) => scenario.name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(500);
  });
});
