import type { Host, HostMessage, MessageLevel } from '../ports/host.ts';
import { oneLine } from '../report/line-text.ts';
import type { Terminal } from './terminal.ts';

/**
 * Progress on stderr, one line a message, whatever the names in it are made of; warnings and errors stand out, and what
 * is waited for has its code.
 */
export function terminalHost(terminal: Terminal, options: { readonly quiet: boolean }): Host {
  const { dim, red, yellow } = terminal.paintErr;
  return {
    notify(message: HostMessage) {
      if (
        message.level === 'debug' ||
        (options.quiet && PROGRESS.includes(message.level) && message.code !== 'NOTICE')
      )
        return;
      const text = oneLine(message.text);
      if (message.level === 'error') terminal.err(`${red('✗')} ${text} ${dim(`[${message.code}]`)}\n`);
      else if (message.level === 'warn') terminal.err(`${yellow('!')} ${text} ${dim(`[${message.code}]`)}\n`);
      else if (message.level === 'wait') terminal.err(`${dim('…')} ${text} ${dim(`[${message.code}]`)}\n`);
      else terminal.err(`${dim('·')} ${text}\n`);
    },
  };
}

const PROGRESS: readonly MessageLevel[] = ['info', 'wait'];
