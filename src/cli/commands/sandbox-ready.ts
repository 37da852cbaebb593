import type { Served, ServeSettings } from '../../demo/served/serve.ts';
import { isoTime } from '../../domain/time.ts';
import type { Terminal } from '../terminal.ts';

/** One line of JSON that tells a program where the sandbox is and how to be its hub role. */
export function readyJson(served: Served, settings: ServeSettings): string {
  const { url, port, organizationId, hubAccountId, accounts, users, environment } = served;
  return `${JSON.stringify({
    schema: 'keyturn/sandbox-ready/v1',
    url,
    admin: `${url}/_keyturn/`,
    port,
    pid: process.pid,
    organizationId,
    hubAccountId,
    accounts,
    users,
    startAt: isoTime(settings.startAt),
    environment,
  })}\n`;
}

/** What a person needs to go on: the address, the variables to paste, and two commands that work with them. */
export function readyText(served: Served, settings: ServeSettings, terminal: Terminal): string {
  const { bold, dim } = terminal.paintOut;
  const exports = Object.entries(served.environment).map(([name, value]) => `export ${name}='${value}'`);
  const inClone = terminal.env.npm_lifecycle_event !== undefined;
  const keyturn = inClone ? 'npm run --silent keyturn --' : 'keyturn';
  const clock = settings.frozen ? `stands still at ${isoTime(settings.startAt)}` : 'follows this machine’s';
  return `${bold('Sandbox')} on ${served.url}: ${served.accounts} accounts, ${served.users} users. Its clock ${clock}.
${dim('Paste this in another shell. The credentials are made up here and open nothing else.')}

unset AWS_PROFILE
${exports.join('\n')}

${dim('Then, for example:')}

aws organizations list-accounts --output table --query 'Accounts[].[Id,Name,State]'
${keyturn} plan
curl -s ${served.url}/_keyturn/state

${dim('Stop it with Ctrl-C.')}
`;
}
