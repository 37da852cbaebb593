import { describe, expect, it } from 'vitest';
import { memberWithKey, world } from './fixture.ts';

describe('--fail-on', () => {
  it('gives an exit code of its own to a complete run that finds what it names', async () => {
    const { run } = await world([memberWithKey(95)]);
    expect((await run(['plan', '--quiet'])).exitCode).toBe(0);
    const over = await run(['plan', '--quiet', '--fail-on', 'over-limit']);
    expect(over.exitCode).toBe(3);
    expect(over.stderr).toContain('as --fail-on says: 1 active key is over the limit');
    expect((await run(['plan', '--quiet', '--fail-on', 'holds'])).exitCode).toBe(0);
    // The replacement is made; the old key is still over its limit, and nothing is held yet.
    const done = await run(['run', '--enforce', '--quiet', '--fail-on', 'over-limit,holds']);
    expect(done.exitCode).toBe(3);
    const shown = await run(['report', '--fail-on', 'holds', '--fail-on', 'over-limit', '--format', 'json']);
    expect(shown.exitCode).toBe(3);
    expect(JSON.parse(shown.stdout)).toMatchObject({ complete: true });
  });

  it('never hides that a run is incomplete, and refuses a word that it does not know', async () => {
    const { sandbox, run } = await world([memberWithKey(95)]);
    const denied = { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' } as const;
    sandbox.faults.on((call) => (call.operation === 'ListAccessKeys' ? denied : undefined));
    expect((await run(['plan', '--quiet', '--fail-on', 'over-limit'])).exitCode).toBe(2);
    const wrong = await run(['plan', '--fail-on', 'everything']);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toContain('--fail-on everything: not one of over-limit, holds');
  });
});
