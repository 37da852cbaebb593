import { maskKeyId } from '../domain/ids.ts';
import type { JournalEntry } from '../domain/journal.ts';
import type { KeyRecord, Notice, UserMemory } from '../domain/memory.ts';
import type { RunReport } from '../domain/report.ts';
import { type Instant, isoDay, isoTime, spokenDuration } from '../domain/time.ts';
import { lastUsedText } from '../messages/evidence-text.ts';
import { GATE_TEXTS } from '../messages/gate-texts.ts';
import { noticeText } from '../messages/notice-text.ts';
import { REASON_TEXTS } from '../messages/reason-text.ts';
import { hangingLines, oneLine } from './line-text.ts';
import type { Painter } from './painter.ts';
import { standingOf } from './status-key.ts';

/** The life of users' keys as text: what each key is now, what holds it, and what happened, oldest first. */
export function renderStatus(
  lives: readonly { readonly memory: UserMemory; readonly journal: readonly JournalEntry[] }[],
  options: StatusOptions,
): string {
  return lives.map((life) => renderLife(life, options)).join('\n');
}

/** How the lives are told. */
export interface StatusOptions {
  readonly paint: Painter;
  readonly fullIds: boolean;
  readonly width: number;
  readonly now: Instant;
  /** The latest whole run: what it planned is what comes next. */
  readonly report?: Pick<RunReport, 'decisions' | 'endedAt'>;
}

function renderLife(
  { memory, journal }: { readonly memory: UserMemory; readonly journal: readonly JournalEntry[] },
  options: StatusOptions,
): string {
  const { paint, fullIds } = options;
  const id = (keyId: string): string => (fullIds ? keyId : maskKeyId(keyId));
  const name = memory.keys[0]?.userName ?? memory.userId;
  const { report } = options;
  const planned =
    report === undefined ? '' : `; planned by the run of ${isoTime(report.endedAt).slice(0, 16)}Z`;
  const lines = [
    paint.bold(oneLine(name)) + paint.dim(`  account ${memory.accountId}, ${memory.userId}${planned}`),
  ];
  for (const key of [...memory.keys].sort((a, b) => a.createdAt - b.createdAt)) {
    lines.push(...keyLines(key, memory, options));
  }
  for (const hold of memory.holds) {
    const over = hold.until !== undefined && hold.until <= options.now ? ' (over)' : '';
    const until = hold.until === undefined ? 'until released' : `until ${isoTime(hold.until)}${over}`;
    lines.push(
      `  ${paint.yellow('held')}  ${id(hold.keyId)} ${hold.kind} ${until}, by ${oneLine(`${hold.by}: ${hold.why}`)}`,
    );
  }
  if (memory.keep !== undefined)
    lines.push(
      `  ${paint.yellow('kept')}  ${id(memory.keep.keyId)} by ${oneLine(`${memory.keep.by}: ${memory.keep.why}`)}`,
    );
  if (memory.force !== undefined) {
    const { keyIds, by, why, at } = memory.force;
    lines.push(
      `  ${paint.yellow('ordered')}  ${keyIds.map(id).join(', ')} to be replaced, ${isoTime(at)}, by ${oneLine(`${by}: ${why}`)}`,
    );
  }
  for (const held of memory.held)
    lines.push(
      `  ${paint.yellow('held')}  ${id(held.keyId)} since ${isoDay(held.since)}: ${oneLine(heldText(held.signature))}`,
    );
  if (memory.openSaga !== undefined)
    lines.push(
      `  ${paint.red('unfinished')}  ${memory.openSaga.kind} begun ${isoTime(memory.openSaga.openedAt)}`,
    );
  for (const { at, text } of events(memory, journal, id))
    lines.push(`  ${paint.dim(isoTime(at))}  ${oneLine(text)}`);
  return `${lines.join('\n')}\n`;
}

/** A hold in words: what is held, and what blocks it. Words that this version does not know are shown as they are. */
function heldText(signature: string): string {
  const [reason = '', act = '', ...gates] = signature.split(' ');
  const known = <T>(texts: Readonly<Record<string, T>>, word: string): T | undefined =>
    Object.hasOwn(texts, word) ? texts[word] : undefined;
  const why = gates.map((gate) => known(GATE_TEXTS, gate)?.label ?? gate).join(', ');
  const label = known(REASON_TEXTS, reason)?.label ?? reason;
  const what = ['', 'none'].includes(act) ? label : `${label} (${act})`;
  return why === '' ? what : `${what}: ${why}`;
}

/** State, age and last use of a key; what comes next; and what it has been through. */
function keyLines(key: KeyRecord, memory: UserMemory, options: StatusOptions): readonly string[] {
  const { paint, width, now, report, fullIds } = options;
  const id = (keyId: string): string => (fullIds ? keyId : maskKeyId(keyId));
  const { state, age, lastUsed, next } = standingOf(key, {
    memory,
    now,
    ...(report === undefined ? {} : { report }),
  });
  const use = lastUsed === undefined ? 'last use not asked for' : lastUsedText(lastUsed, now);
  const facts = next === undefined ? `${spokenDuration(age)} old` : `${spokenDuration(age)} old, ${use}`;
  const shown = id(key.keyId);
  return [
    `  ${paint.cyan(shown)}  ${paint.bold(oneLine(state))}, ${oneLine(facts)}`,
    ...(next === undefined ? [] : hangingLines('         next: ', next.text, width)),
    ...hangingLines('         so far: ', pastOf(key, id), width).map(paint.dim),
  ];
}

function pastOf(key: KeyRecord, id: (keyId: string) => string): string {
  const parts = [`created ${isoDay(key.createdAt)}`];
  if (key.madeByUs)
    parts.push(key.replaces === undefined ? 'made by Keyturn' : `made by Keyturn for ${id(key.replaces)}`);
  if (key.promotedAt !== undefined) parts.push(`handed over ${isoDay(key.promotedAt)}`);
  if (key.adoptedAt !== undefined) parts.push(`in use since ${isoDay(key.adoptedAt)}`);
  if (key.replacedBy !== undefined) parts.push(`replaced by ${id(key.replacedBy)}`);
  if (key.extendedUntil !== undefined) parts.push(`extended to ${isoDay(key.extendedUntil)}`);
  if (key.inactiveSince !== undefined) parts.push(`inactive since ${isoDay(key.inactiveSince)}`);
  if (key.discard !== undefined) parts.push(`to be discarded: ${key.discard}`);
  if (key.goneAt !== undefined) parts.push(`gone since ${isoDay(key.goneAt)}`);
  return parts.join(', ');
}

function events(memory: UserMemory, journal: readonly JournalEntry[], id: (keyId: string) => string) {
  const acts = journal.map((entry) => {
    const detail = entry.detail === undefined ? '' : ` (${entry.detail})`;
    return {
      at: entry.at,
      text: `${entry.step} ${entry.phase}${entry.keyId === undefined ? '' : ` ${id(entry.keyId)}`}${detail}`,
    };
  });
  const told = memory.notices.map((notice) => {
    return { at: notice.queuedAt, text: `notice: ${noticeText(notice)} [${whoTook(notice)}]` };
  });
  return [...acts, ...told].sort((a, b) => a.at - b.at);
}

/** Only a channel that counts has told the owner: what others showed was accepted by nobody. */
function whoTook({ acceptedAt, countsAsNotice, channel = 'a channel' }: Notice): string {
  if (acceptedAt === undefined) return 'waits for a channel';
  if (countsAsNotice === true) return `accepted by ${channel}`;
  return channel.startsWith('none')
    ? 'dropped: its date had come, or it had happened'
    : `shown by ${channel}, which tells no owner`;
}
