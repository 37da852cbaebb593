import { BASE_STYLE } from './base.ts';
import { CHART_STYLE } from './charts.ts';
import { CONTROL_STYLE } from './controls.ts';
import { PART_STYLE } from './parts.ts';
import { PHONE_STYLE } from './phone.ts';
import { PRINT_STYLE } from './print.ts';
import { TABLE_STYLE } from './tables.ts';
import { TIMELINE_STYLE } from './timeline.ts';

/** The style sheet of the pages. What comes later overrides what comes before. */
export const PAGE_STYLE: string = [
  BASE_STYLE,
  PART_STYLE,
  TABLE_STYLE,
  CHART_STYLE,
  TIMELINE_STYLE,
  CONTROL_STYLE,
  PHONE_STYLE,
  PRINT_STYLE,
].join('');
