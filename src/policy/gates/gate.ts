import type { Objection } from '../../domain/decision.ts';
import type { KeyContext } from '../context.ts';

/** One condition of a change: undefined when it passes, otherwise what blocks it. */
export type Gate = (context: KeyContext) => Objection | undefined;
