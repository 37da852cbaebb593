import { afterAll, beforeAll, describe } from 'vitest';
import { allCases } from './cases/all-cases.ts';
import { casesWithoutFeature, registerCases } from './harness/register-cases.ts';
import type { Target } from './harness/target.ts';
import { endpointTarget } from './targets/endpoint.ts';
import { motoTarget } from './targets/moto.ts';
import { sandboxTarget, servedSandboxTarget } from './targets/sandbox.ts';

const targets: readonly Target[] = [
  sandboxTarget(),
  servedSandboxTarget(),
  motoTarget(process.env),
  endpointTarget(process.env),
];

/** What is left out is not there for a reporter to show, so it is said why. */
function say(line: string): void {
  process.stderr.write(`conformance: ${line}\n`);
}

for (const target of targets) {
  const cases = allCases(target);
  const leftOut = await target.leftOut();
  if (leftOut !== undefined) {
    say(`${target.name} left out: ${leftOut}`);
    continue;
  }
  for (const [feature, count] of casesWithoutFeature(target, cases)) {
    say(`${target.name}: ${count} cases left out, which need ${feature}`);
  }
  describe(target.name, () => {
    beforeAll(target.start);
    afterAll(target.stop);
    registerCases(target, cases);
  });
}
