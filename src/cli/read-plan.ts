import { readFile } from 'node:fs/promises';
import { readPlan } from '../app/plan-file.ts';
import { KeyturnError } from '../domain/errors.ts';
import type { SavedPlan } from '../domain/plan.ts';

/** A saved plan from its file. Errors: PLAN_UNREADABLE, PLAN_EDITED. */
export async function planFrom(path: string): Promise<SavedPlan> {
  return readPlan(await textOf(path), path);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new KeyturnError({
      code: 'PLAN_UNREADABLE',
      message: `The plan ${path} cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'error'}).`,
      next: 'Give a file that keyturn plan --save FILE has written.',
      cause: error,
    });
  }
}
