import { z } from 'zod';
import type { PolicySource } from '../policy/policy-source.ts';

/** A policy in a world file: an object, or its JSON text; its content is judged when the world is built. */
export const policySchema: z.ZodType<PolicySource> = z.union([z.string(), z.record(z.string(), z.unknown())]);
