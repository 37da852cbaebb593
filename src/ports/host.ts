/** How much a message matters; `wait` is progress that has stopped. */
export type MessageLevel = 'debug' | 'info' | 'wait' | 'warn' | 'error';

/** One thing that the system has to say, with a stable code; data carries ids and numbers, never a secret. */
export interface HostMessage {
  readonly code: string;
  readonly level: MessageLevel;
  readonly text: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** Where everything below the command speaks to: nothing else prints. */
export interface Host {
  notify(message: HostMessage): void;
}

/** A host that says nothing. */
export const SILENT_HOST: Host = { notify: () => undefined };
