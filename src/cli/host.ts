import type { Host, HostMessage } from '../ports/host.ts';
import { oneLine } from '../report/line-text.ts';
import type { Terminal } from './terminal.ts';

/** Progress on stderr, one line a message, whatever the names in it are made of; warnings and errors stand out. */
export function terminalHost(terminal: Terminal, options: { readonly quiet: boolean }): Host {
  const { dim, red, yellow } = terminal.paintErr;
  return {
    notify(message: HostMessage) {
      if (
        message.level === 'debug' ||
        (options.quiet && message.level === 'info' && message.code !== 'NOTICE')
      )
        return;
      const text = oneLine(message.text);
      if (message.level === 'error') terminal.err(`${red('✗')} ${text} ${dim(`[${message.code}]`)}\n`);
      else if (message.level === 'warn') terminal.err(`${yellow('!')} ${text} ${dim(`[${message.code}]`)}\n`);
      else terminal.err(`${dim('·')} ${text}\n`);
    },
  };
}
