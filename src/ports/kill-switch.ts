/** The answer of the kill switch; one that cannot be read means stop. */
export type KillSwitchAnswer =
  | { readonly stop: false }
  | {
      readonly stop: true;
      readonly code: 'KILL_SWITCH_ENGAGED' | 'KILL_SWITCH_UNREADABLE' | 'LEDGER_OTHER';
      readonly why: string;
    };

/** Asked before a run acts and before every saga's first change. */
export type KillSwitch = () => Promise<KillSwitchAnswer>;
