import type { KeyNaming } from '../messages/key-name.ts';
import type { Painter } from './painter.ts';

/** What the parts of the table share. */
export interface TableStyle extends KeyNaming {
  readonly width: number;
  readonly painter: Painter;
}
