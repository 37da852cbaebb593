import { describe, expect, it } from 'vitest';
import { BAD_ALIASES } from '../../test/support/config/bad-aliases.ts';
import type { BadCase } from '../../test/support/config/bad-case.ts';
import { BAD_COMBINATIONS } from '../../test/support/config/bad-combinations.ts';
import { BAD_KEYS } from '../../test/support/config/bad-keys.ts';
import { BAD_NAMES } from '../../test/support/config/bad-names.ts';
import { BAD_OVERRIDES } from '../../test/support/config/bad-overrides.ts';
import { BAD_ROLLOUT } from '../../test/support/config/bad-rollout.ts';
import { BAD_SCOPE } from '../../test/support/config/bad-scope.ts';
import { BAD_SETTINGS } from '../../test/support/config/bad-settings.ts';
import { BAD_VARIABLES } from '../../test/support/config/bad-variables.ts';
import { BAD_YAML } from '../../test/support/config/bad-yaml.ts';
import { loadText, refusalOf } from '../../test/support/config/load-text.ts';

const GROUPS = {
  BAD_KEYS,
  BAD_SETTINGS,
  BAD_NAMES,
  BAD_COMBINATIONS,
  BAD_OVERRIDES,
  BAD_SCOPE,
  BAD_ROLLOUT,
  BAD_VARIABLES,
  BAD_ALIASES,
  BAD_YAML,
};

for (const [group, cases] of Object.entries(GROUPS)) {
  describe(`what is refused: ${group}`, () => {
    it.each(cases.filter((bad) => bad.ok === undefined).map((bad) => [title(bad), bad] as const))(
      '%s',
      async (_, bad) => {
        const refusal = await refusalOf(bad.yaml, bad.env);
        expect(refusal.problems).toHaveLength(1);
        const [problem] = refusal.problems;
        const at = problem?.variable ?? `${problem?.line}:${problem?.column}`;
        expect({ code: problem?.code, path: problem?.path, at }).toEqual({
          code: bad.code,
          path: bad.path,
          at: bad.at,
        });
        expect(problem?.hint).toContain(bad.hint ?? '');
        expect(refusal.code).toBe(bad.code);
        expect(refusal.next).toBe(problem?.hint);
        expect(refusal.message).toContain(problem?.variable ?? `keyturn.yaml:${bad.at}: `);
      },
    );
  });
}

describe('what is refused: neighbours that are accepted', () => {
  const accepted = Object.values(GROUPS)
    .flat()
    .filter((bad) => bad.ok);
  it.each(accepted.map((good) => [title(good), good] as const))('%s', async (_, good) => {
    await expect(loadText(good.yaml, good.env)).resolves.toBeDefined();
  });
});

function title({ yaml, env }: BadCase): string {
  return `${JSON.stringify(yaml).slice(0, 90)} ${env === undefined ? '' : JSON.stringify(env)}`;
}
