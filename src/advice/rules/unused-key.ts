import { recordOf } from '../../domain/memory.ts';
import { between } from '../../domain/time.ts';
import { type AdviceRule, subjectOf } from '../advice-rule.ts';
import { isUnused, useOf } from '../key-use.ts';

/**
 * An active key that nobody has used for as long as policy calls unused.
 *
 * Keys that Keyturn is retiring anyway are left out: there is nothing to do about them.
 */
export const unusedKey: AdviceRule = (input) =>
  input.facts.keys
    .filter((key) => key.status === 'active' && isUnused(input, key))
    .filter((key) => {
      const record = recordOf(input.memory, key.id);
      return record?.replacedBy === undefined && record?.discard === undefined;
    })
    .map((key) => {
      const use = useOf(input, key);
      return {
        ...subjectOf(input),
        kind: 'unused-key',
        keyId: key.id,
        ...(use.known && use.last !== undefined ? { lastUsedAt: use.last.at } : {}),
        age: between(key.createdAt, input.now),
      };
    });
