/** How a run can be printed. */
export const RUN_FORMATS = ['table', 'json', 'csv', 'asff', 'ocsf'] as const;

/** How everything else that has columns can be printed. */
export const TABLE_FORMATS = ['table', 'json'] as const;

/** How a text can be printed. */
export const TEXT_FORMATS = ['text', 'json'] as const;

/** What a pipeline can be made to stop at. */
export const FAIL_ON = ['over-limit', 'holds'] as const;

/** Shells for which there is a completion script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
