/** What a hold becomes when it has ended: a part of the decision that follows. */
export const ROTATES = { action: 'rotate' } as const;
/** The key goes, after all that was waited for. */
export const DEACTIVATES = { action: 'deactivate' } as const;
/** The key goes for good. */
export const DELETES = { action: 'delete' } as const;
/** Its owner is told the date on which it goes. */
export const WARNS = { action: 'warn', warning: { pending: 'deactivate' } } as const;
/** The unfinished change is brought to its end. */
export const FINISHES_PROMOTION = { action: 'repair', repair: 'finish-promotion' } as const;
/** The unfinished change is given up. */
export const CLOSES_SAGA = { action: 'repair', repair: 'close-saga' } as const;
