import { isoTime } from '../../domain/time.ts';
import type { ContradictionRule } from './rule.ts';

/** A freeze that ends before it begins would freeze nothing. */
export const freezeForwards: ContradictionRule = {
  reads: ['safety.freeze'],
  find: ({ safety }) =>
    safety.freeze.flatMap(({ from, until }, at) =>
      from < until
        ? []
        : [
            {
              paths: [`safety.freeze[${at}].until`],
              message: `safety.freeze[${at}] ends (${isoTime(until)}) no later than it begins (${isoTime(from)}).`,
              hint: 'Write an end that comes after the beginning; a day means its beginning in UTC, so a single day ends with the next.',
            },
          ],
    ),
};

/** A canary without accounts would let all the others go first, and one without a length would keep them for ever. */
export const canaryComplete: ContradictionRule = {
  reads: ['safety.canary'],
  find: (_settings, { safety }) => {
    if (safety.canary === undefined) return [];
    const { accounts = [], organizationalUnits = [], for: length } = safety.canary;
    if (accounts.length + organizationalUnits.length === 0) {
      const message = 'safety.canary names no accounts.';
      const hint = 'Name `accounts` or `organizationalUnits` that go first, or leave `canary` out.';
      return [{ paths: ['safety.canary.accounts', 'safety.canary', 'safety.canary.for'], message, hint }];
    }
    if (length !== undefined) return [];
    const message = 'safety.canary does not say for how long.';
    const hint = 'Write how long they must have gone without a failure, such as `for: 3d`.';
    const paths = ['safety.canary', 'safety.canary.accounts', 'safety.canary.organizationalUnits'];
    return [{ paths, message, hint }];
  },
};
