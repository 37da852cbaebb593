import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadText } from '../../test/support/config/load-text.ts';
import { schemaValidator } from '../../test/support/config/schema-validator.ts';
import { anySettings } from '../../test/support/config/settings-arbitrary.ts';
import { describeSettings } from './describe-settings.ts';
import { VARIABLES } from './environment.ts';
import { parsePath, valueAt } from './path.ts';
import { isConfigProblems } from './problem.ts';

describe('settings written down and read again', () => {
  it('are the same, and valid by the JSON Schema', async () => {
    const validate = schemaValidator();
    await fc.assert(
      fc.asyncProperty(anySettings, async (settings) => {
        const document = describeSettings(settings);
        const loaded = await loadText(stringify(document));
        expect(loaded.settings).toStrictEqual(settings);
        expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('are the same through the environment, but for what only a file can say', async () => {
    await fc.assert(
      fc.asyncProperty(anySettings, async (settings) => {
        const document = describeSettings(settings);
        const env = Object.fromEntries(
          VARIABLES.flatMap(({ name, path }) => {
            const value = valueAt(document, parsePath(path));
            const given = Array.isArray(value)
              ? value
                  .map((entry) => (typeof entry === 'object' ? tagText(entry) : String(entry)))
                  .filter((entry) => !entry.includes(','))
                  .join(',')
              : value;
            return given === undefined || given === '' ? [] : [[name, String(given)] as const];
          }),
        );
        const { exemptions, overrides, userTags, safety } = document;
        const freeze = valueAt(safety, ['freeze']);
        const empty = { policy: { warnBefore: [] }, exemptions, overrides, userTags, safety: { freeze } };
        const loaded = await loadText(stringify(empty), env);
        const readers = settings.delivery.readers.filter((reader) => !reader.includes(','));
        expect(loaded.settings).toStrictEqual({ ...settings, delivery: { ...settings.delivery, readers } });
      }),
      { numRuns: 200 },
    );
  });
});

/** A tag as a variable gives it. */
function tagText({ key, value }: { readonly key: string; readonly value?: string }): string {
  return value === undefined ? key : `${key}=${value}`;
}

describe('anything at all', () => {
  const tolerant = async (text: string): Promise<void> => {
    try {
      await loadText(text);
    } catch (error) {
      if (!isConfigProblems(error)) throw error;
      for (const { message, hint } of error.problems) {
        expect(message).toMatch(/\S\.$/);
        expect(hint).not.toMatch(/Invalid|undefined|expected/);
      }
    }
  };

  it('as text gives settings or problems, and no other error', async () => {
    const yamlish = fc.array(
      fc.constantFrom(
        'policy',
        ': ',
        '\n',
        '  ',
        '- ',
        '[',
        ']',
        '{',
        '}',
        '*a',
        '&a ',
        '"',
        '!x ',
        '90d',
        '#',
        'null',
        '? ',
        '|',
        '\t',
      ),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          yamlish.map((parts) => parts.join('')),
        ),
        tolerant,
      ),
      { numRuns: 1500 },
    );
  });

  it('instead of any setting gives settings or problems that make sense', async () => {
    const paths = [
      ...VARIABLES.map(({ path }) => path),
      'policy',
      'policy.inUse',
      'exemptions',
      'overrides',
      'userTags',
      'safety.killSwitch',
      'safety.canary',
      'safety.freeze',
      'organization.list',
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue(), async (path, value) => {
        const document = path.split('.').reduceRight((inner: unknown, name) => ({ [name]: inner }), value);
        await tolerant(JSON.stringify(document));
      }),
      { numRuns: 2000 },
    );
  });
});
