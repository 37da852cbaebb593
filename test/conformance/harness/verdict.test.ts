import { describe, expect, it } from 'vitest';
import type { KnownDifference } from './target.ts';
import { judge, strayDifferences } from './verdict.ts';

const difference: KnownDifference = {
  caseId: 'iam-users/paging',
  shows: 'expected [ 5 ]',
  reason: 'it answers every user on one page',
};

describe('judge', () => {
  it('refuses a listed difference that no longer differs', () => {
    const verdict = judge({ kind: 'passed' }, difference);

    expect(verdict).toMatchObject({ kind: 'wrong' });
    expect(verdict.kind === 'wrong' && String(verdict.error)).toContain('remove it from the list');
  });

  it('refuses a listed difference that fails in another way', () => {
    const verdict = judge({ kind: 'failed', error: new Error('socket hang up') }, difference);

    expect(verdict.kind === 'wrong' && String(verdict.error)).toContain('socket hang up');
  });

  it('accepts a listed difference that fails as listed', () => {
    const error = new Error('expected [ 5 ] to deeply equal [ 2, 2, 1 ]');

    expect(judge({ kind: 'failed', error }, difference)).toEqual({
      kind: 'accepted-difference',
      reason: difference.reason,
    });
  });

  it('hands an unlisted failure on unchanged', () => {
    const error = new Error('expected 1 to be 2');

    expect(judge({ kind: 'failed', error }, undefined)).toEqual({ kind: 'wrong', error });
    expect(judge({ kind: 'passed' }, undefined)).toEqual({ kind: 'ok' });
  });
});

describe('strayDifferences', () => {
  it('names differences without a case, and differences listed twice', () => {
    const gone: KnownDifference = { ...difference, caseId: 'iam-users/gone' };

    expect(strayDifferences([difference, gone, difference], ['iam-users/paging'])).toEqual([
      'iam-users/gone',
      'iam-users/paging',
    ]);
    expect(strayDifferences([difference], ['iam-users/paging'])).toEqual([]);
  });
});
