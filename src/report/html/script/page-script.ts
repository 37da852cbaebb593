import { ADDRESS_SCRIPT } from './address.ts';
import { BROWSE_SCRIPT } from './browse.ts';
import { CONTROLS_SCRIPT } from './controls.ts';
import { CSV_SCRIPT } from './csv.ts';
import { PRINTING_SCRIPT } from './printing.ts';
import { RECORDS_SCRIPT } from './records.ts';
import { SORT_SCRIPT } from './sort.ts';
import { TIMELINE_SCRIPT } from './timeline-search.ts';

/**
 * The one script of the pages: it searches, chooses, sorts and shows in parts what the page already says without it.
 *
 * Its parts are texts, since they run in a browser and not here; they share one scope and are tested there. They move
 * rows and write only plain text, so that no name can become markup, and they are the same on every page, so that the
 * page's policy can name them by their hash.
 */
export const PAGE_SCRIPT: string = `
(() => {
'use strict';
${[RECORDS_SCRIPT, SORT_SCRIPT, CSV_SCRIPT, CONTROLS_SCRIPT, BROWSE_SCRIPT, TIMELINE_SCRIPT, ADDRESS_SCRIPT, PRINTING_SCRIPT].join('')}
})();
`;
