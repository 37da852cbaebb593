import { z } from 'zod';
import { AdminProblem } from './problem.ts';

/** Reads unchecked input with a schema. Every problem is named with its place. Errors: BAD_REQUEST. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => {
    const place = issue.path.map(String).join('.');
    return place === '' ? issue.message : `${place}: ${issue.message}`;
  });
  throw new AdminProblem(400, 'BAD_REQUEST', problems.join('; '));
}

/** An account id. */
export const ACCOUNT_ID: z.ZodType<string> = z.string().regex(/^\d{12}$/, 'an account id has twelve digits');

/** The name of a user, role, secret or Region; what exists is found out by looking. */
export const NAME: z.ZodType<string> = z.string().min(1).max(512);
