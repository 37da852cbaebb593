import { type FaultPoint, type FaultStory, playWithFault } from './fault-story.ts';

/** The story without a fault, which says how many points there are. */
export const healthyStory: Promise<FaultStory> = playWithFault();

/** Puts one kind of fault at every point in turn; gives every problem, and how many points were struck. */
export async function tryAll(plan: {
  readonly fault: FaultPoint['fault'];
  readonly points: number;
}): Promise<{ readonly struck: number; readonly problems: readonly string[] }> {
  const problems: string[] = [];
  let struck = 0;
  for (let at = 0; at < plan.points; at += 1) {
    const story = await playWithFault({ at, fault: plan.fault });
    if (story.struck) struck += 1;
    problems.push(...story.problems.map((problem) => `${plan.fault} at ${at}: ${problem}`));
  }
  process.stdout.write(`fault points tried: ${plan.fault} ${struck}, violations ${problems.length}\n`);
  return { struck, problems };
}
