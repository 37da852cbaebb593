import type { ChangingAction, Decision } from './decision.ts';
import type { Instant } from './time.ts';

/** What comes next for a key. */
export interface NextAct {
  /**
   * `act`: a change, at the next enforcing run or on the date. `held-then`: on the date the change is held, as is known
   * already: nobody would have been told, a person's hold lasts longer, a freeze is on. `limit`: the key reaches its age limit. `held`: something blocks it now.
   */
  readonly kind: 'act' | 'held-then' | 'limit' | 'held' | 'nothing';
  /** The change that it is about. */
  readonly change?: ChangingAction;
  /** When; of a hold, when it is expected to pass. Absent where nobody knows, and for what the next run does. */
  readonly at?: Instant;
}

/**
 * What comes next for a key, and when: the one answer that tables, pages, notices and `status` give.
 *
 * Counts no date of its own: a date is the one that the planner set, and one that is over is none.
 */
export function nextActOf(
  decision: Pick<Decision, 'action' | 'reason' | 'held' | 'objections' | 'warning' | 'due' | 'unheard'> &
    Partial<Pick<Decision, 'evidence'>>,
  now: Instant,
): NextAct {
  const { action, held, unheard } = decision;
  if (action === 'hold') {
    const passes = passesAt(decision);
    return { kind: 'held', ...(held === undefined ? {} : { change: held }), ...ahead(passes, now) };
  }
  if (action !== 'warn' && action !== 'none') return { kind: 'act', change: action };
  const change = changeAhead(decision);
  if (change === undefined) return { kind: 'nothing' };
  const at = ahead(decision.warning?.plannedFor ?? decision.due, now);
  if (change === 'limit') return { kind: 'limit', ...at };
  const stands = (decision.objections ?? []).length > 0 || (unheard === true && change === 'deactivate');
  return { kind: stands ? 'held-then' : 'act', change, ...at };
}

/** The date of a line about a key: when what is announced comes, else when what is due or held became due. */
export function dueOf(decision: Parameters<typeof nextActOf>[0], now: Instant): Instant | undefined {
  if (decision.action === 'hold') return decision.due;
  return nextActOf(decision, now).at ?? decision.due;
}

function passesAt({ objections = [] }: Pick<Decision, 'objections'>): Instant | undefined {
  if (objections.length === 0) return undefined;
  const latest = Math.max(...objections.map((objection) => objection.until ?? Infinity));
  return latest === Infinity ? undefined : (latest as Instant);
}

function ahead(at: Instant | undefined, now: Instant): { readonly at?: Instant } {
  return at === undefined || at <= now ? {} : { at };
}

/** What lies ahead of a key on which nothing is due today: what its owner is warned of, else what its reason tells. */
function changeAhead({
  reason,
  warning,
  evidence = [],
}: Pick<Decision, 'reason' | 'warning'> & Partial<Pick<Decision, 'evidence'>>):
  | ChangingAction
  | 'limit'
  | undefined {
  // Beside a second active key there is no room for a replacement, whatever day comes.
  if (warning?.pending === 'rotate' && reason === 'KEY_PENDING_EXPIRATION_CONFLICT') return 'limit';
  if (warning !== undefined) return warning.pending;
  switch (reason) {
    case 'KEY_WITHIN_LIMITS':
      return 'limit';
    case 'KEY_PENDING_ROTATION':
      return 'rotate';
    case 'KEY_PENDING_DEACTIVATION':
    case 'UNUSED_KEY_PENDING_DELETION':
      return 'deactivate';
    case 'KEY_PENDING_EXPIRATION_CONFLICT':
      return evidence.some((fact) => fact.kind === 'replacement') ? 'deactivate' : 'limit';
    case 'KEY_PENDING_DELETION':
    case 'KEY_PENDING_DELETION_CONFLICT':
    case 'DISCARDED_KEY':
      return 'delete';
    default:
      return undefined;
  }
}
