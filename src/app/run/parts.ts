import type { Settings } from '../../domain/settings.ts';
import type { Budget } from '../../ports/budget.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Cloud } from '../../ports/cloud.ts';
import type { Host } from '../../ports/host.ts';
import type { Ids } from '../../ports/ids.ts';
import type { KillSwitch } from '../../ports/kill-switch.ts';
import type { Ledger } from '../../ports/ledger.ts';
import type { Notifier } from '../../ports/notifier.ts';
import type { Reports } from '../../ports/reports.ts';
import type { Waiting } from '../../ports/waiting.ts';
import type { NewLedger } from './other-ledger.ts';

/** Everything a run works with; wired by the command line, the demo and the tests in their own ways. */
export interface RunParts {
  readonly settings: Settings;
  readonly cloud: Cloud;
  readonly ledger: Ledger;
  readonly reports: Reports;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly host: Host;
  readonly killSwitch: KillSwitch;
  readonly notifiers: readonly Notifier[];
  /** Counts the changes of a run; without one, this process counts, as is right where it makes the whole run. */
  readonly budget?: Budget;
  /** Whether a new ledger was asked for; a run that was not asked stops where it meets secrets of another one. */
  readonly newLedger?: NewLedger;
  /** Whether a person wants the run to end: then nothing more is begun. */
  readonly interrupted?: () => boolean;
  /** The time is another than the machine's: what it finds is of an invented day. */
  readonly rehearsal?: true;
  /** Told what the run waits for. */
  readonly waiting?: Waiting;
}
