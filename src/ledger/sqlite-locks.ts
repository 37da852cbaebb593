import { setTimeout as pause } from 'node:timers/promises';
import { type Duration, MINUTE, SECOND } from '../domain/time.ts';
import { type Host, SILENT_HOST } from '../ports/host.ts';
import { isBusy, lengthOfWait, translate } from './sqlite-errors.ts';

/** How to wait for a ledger that another process has locked. */
export interface Patience {
  /** Where it is said that a wait takes its time. */
  readonly host?: Host;
  /** The longest that one operation waits; then it fails with LEDGER_UNREADABLE. */
  readonly atMost?: Duration;
  /** After how long it is said. */
  readonly quietFor?: Duration;
}

/** Backups and checks of a file hold it for seconds; a minute longer than they need is cheaper than a run that ends. */
const AT_MOST: Duration = (2 * MINUTE) as Duration;
const QUIET_FOR: Duration = (2 * SECOND) as Duration;

/**
 * How long SQLite itself waits for a lock, in milliseconds.
 *
 * It does so in the only thread that there is: answers of AWS, timeouts and Ctrl-C all wait with it. Enough for the
 * commit of another process; whatever takes longer is waited for here, where everything else goes on.
 */
export const BUSY_TIMEOUT = 5;

const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 250;

/** Waits for the locks of one ledger, and says so once for each wait, however many operations share it. */
export class LockWait {
  readonly #path: string;
  readonly #host: Host;
  readonly #atMost: Duration;
  readonly #quietFor: Duration;
  #waiting = 0;
  #said = false;

  constructor(path: string, patience: Patience = {}) {
    this.#path = path;
    this.#host = patience.host ?? SILENT_HOST;
    this.#atMost = patience.atMost ?? AT_MOST;
    this.#quietFor = patience.quietFor ?? QUIET_FOR;
  }

  /**
   * Does the work now, or as soon as the ledger is not locked.
   *
   * The work is one SQLite transaction, or reads alone: when it throws BUSY it has left nothing behind, and is done again
   * from its beginning. The first attempt is made before this returns.
   */
  async patiently<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw translate(error, this.#path);
    }
    this.#waiting += 1;
    try {
      return await this.#again(work);
    } catch (error) {
      throw translate(error, this.#path, this.#atMost);
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.#said = false;
    }
  }

  async #again<T>(work: () => T): Promise<T> {
    const from = performance.now();
    for (let length = FIRST_PAUSE; ; length = Math.min(2 * length, LONGEST_PAUSE)) {
      const waited = performance.now() - from;
      const left = this.#atMost - waited;
      if (waited >= this.#quietFor) this.#say();
      await pause(Math.max(1, Math.min(length, left)));
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || performance.now() - from >= this.#atMost) throw error;
      }
    }
  }

  #say(): void {
    if (this.#said) return;
    this.#said = true;
    this.#host.notify({
      code: 'LEDGER_LOCKED',
      level: 'warn',
      text: `The ledger ${this.#path} is locked by another process; waiting for up to ${lengthOfWait(this.#atMost)}.`,
      data: { milliseconds: this.#atMost },
    });
  }
}
