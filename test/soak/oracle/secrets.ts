import { exported } from '../../support/exported.ts';
import type { Stage } from '../stage.ts';

/** G6: no secret access key that ever was stands in the ledger, in a notice, in AWS's events, or in anything that was said. */
export async function secretProblems(stage: Stage): Promise<readonly string[]> {
  const { world } = stage.sandbox;
  const places: readonly (readonly [string, string])[] = [
    ['the ledger', JSON.stringify(await exported(stage.ledger))],
    ['a notice', JSON.stringify(stage.knowledge.mail)],
    ['an event of AWS', JSON.stringify(world.events)],
    ['a message or report', stage.knowledge.said.join('\n')],
    ['an error', stage.knowledge.processes.map((note) => String(note.error)).join('\n')],
  ];
  const keys = new Set(
    world.events.flatMap((event) => (event.type === 'CreateAccessKey' ? [event.accessKeyId ?? ''] : [])),
  );
  const problems: string[] = [];
  for (const keyId of keys) {
    const { secretAccessKey } = world.credentials.forKey(keyId);
    for (const [place, text] of places) {
      if (text.includes(secretAccessKey)) problems.push(`G6: a secret access key stands in ${place}`);
    }
  }
  return problems;
}
