import type { Settings } from '../domain/settings.ts';
import { createConsoleNotifier } from '../notify/console.ts';
import { createFileNotifier } from '../notify/file.ts';
import type { Host } from '../ports/host.ts';
import type { Notifier } from '../ports/notifier.ts';

/** The channels that are set up. Console and file reach no owner on real endpoints, so there they do not count as notice. */
export function channelsOf(
  { notify }: Pick<Settings, 'notify'>,
  host: Host,
  simulated: boolean,
): readonly Notifier[] {
  return [
    ...(notify.file === undefined ? [] : [createFileNotifier(notify.file, simulated)]),
    ...(notify.console ? [createConsoleNotifier(host, simulated)] : []),
  ];
}

/** Whether one of them tells owners in a way that counts. */
export function reachOwners(channels: readonly Notifier[]): boolean {
  return channels.some((channel) => channel.countsAsNotice);
}
