import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../docs/pages.ts';
import { COMMAND } from '../support/command.ts';

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function node(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [...args], { env })) };
  } catch (error) {
    return error as Said;
  }
}

describe('a machine with Node.js 20', () => {
  const after = (version: string) =>
    node([join(ROOT, 'scripts/check-node.mjs')], {
      npm_config_user_agent: `npm/10.8.2 node/v${version} linux x64 workspaces/false`,
    });

  it('hears one sentence at npm ci, which goes on', async () => {
    expect(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts.prepare).toBe(
      'node scripts/check-node.mjs',
    );
    for (const version of ['18.20.8', '20.20.2', '22.12.0']) {
      const { code, stderr } = await after(version);
      expect(code).toBe(0);
      expect(stderr).toContain(`This machine's Node.js is ${version}: install 22.13 or later`);
      expect(stderr.match(/\n/g)).toHaveLength(1);
    }
  });

  it('hears nothing when it has a newer one', async () => {
    for (const version of ['22.13.0', '24.21.0', '26.1.0'])
      expect(await after(version)).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('hears from the linked command what to do', async () => {
    const old = `Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.20.2'}})`;
    const said = await node(['--import', `data:text/javascript,${encodeURIComponent(old)}`, COMMAND, 'run']);
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).toBe(
      'keyturn: NODE_TOO_OLD: this is Node 20.20.2; Keyturn needs 22.13 or later.\n' +
        '  Fix: install a current Node.js, for example version 24; in a clone, "npm run keyturn -- --help" starts the command with the Node.js that npm ci brought.\n',
    );
  });
});
