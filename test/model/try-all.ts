import { expect, it } from 'vitest';
import { type FaultPoint, type FaultStory, playWithFault } from './fault-story.ts';

/** The story without a fault, which says how many points there are. */
export async function healthyStory(sdk: boolean): Promise<FaultStory> {
  return await playWithFault({ at: -1, fault: { kind: 'throttle' }, sdk });
}

/**
 * Puts one kind of fault at every point in turn: no guarantee may break, and every story must come to the same end.
 *
 * Each kind has a file of its own, so that the files can be tried at the same time.
 */
export function triesEveryPoint(
  fault: FaultPoint['fault'],
  how: { readonly points?: 'calls' | 'writes'; readonly sdk?: boolean } = {},
): void {
  const executed = 'executed' in fault ? (fault.executed ? ', carried out' : ', not carried out') : '';
  const name = `the life of two keys: ${fault.kind}${executed}, at every point`;
  it(name, { timeout: 300_000 }, async () => {
    const sdk = how.sdk === true;
    const points = (await healthyStory(sdk))[how.points ?? 'calls'];
    const problems: string[] = [];
    let struck = 0;
    for (let at = 0; at < points; at += 1) {
      const story = await playWithFault({ at, fault, sdk });
      if (story.struck) struck += 1;
      problems.push(...story.problems.map((problem) => `${fault.kind} at ${at}: ${problem}`));
    }
    process.stdout.write(`fault points tried: ${fault.kind} ${struck}, violations ${problems.length}\n`);
    expect({ struck, problems }).toEqual({ struck: points, problems: [] });
  });
}
