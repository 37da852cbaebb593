import { join } from 'node:path';
import { type DayStory, play } from '../../demo/play.ts';
import { createStoryTeller } from '../../demo/story.ts';
import { judge } from '../../demo/verdict.ts';
import { coverageText } from '../../report/coverage-text.ts';
import { renderHtml } from '../../report/html.ts';
import { hangingLines, wrapTo } from '../../report/line-text.ts';
import { assertWritable, writeOutput } from '../files.ts';
import { countOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** Options of `demo`. */
export interface DemoOptions {
  readonly days: string;
  readonly seed: string;
  readonly out: string;
  readonly story: boolean;
}

/** `keyturn demo`: plays the story, tells it, judges it, and writes its report. */
export async function demoCommand(options: DemoOptions, terminal: Terminal): Promise<number> {
  const days = countOption('--days', options.days, { least: 1, most: 1000 });
  const seed = countOption('--seed', options.seed, { least: 0, most: 4_294_967_295 });
  const path = join(options.out, 'report.html');
  const { paintOut, paintErr } = terminal;
  // Fails now rather than after the story, if the folder cannot be written.
  await assertWritable(path);

  terminal.out(
    `${paintOut.bold('Keyturn demo')}: ${days} days of a simulated organization, seed ${seed}. No AWS account is involved.\n\n`,
  );
  const teller = createStoryTeller(paintOut, terminal.width);
  const told: DayStory[] = [];
  const onTerminal = process.stderr.isTTY === true;
  const played = await play({
    days,
    seed,
    onDay: (day) => {
      told.push(day);
      if (onTerminal) terminal.err(`\r${paintErr.dim(`day ${day.day + 1} of ${days}`)}\u001b[K\r`);
      if (options.story) for (const line of teller.tell(day)) terminal.out(`${line}\n`);
    },
  });
  if (onTerminal) terminal.err('\r\u001b[K');
  const { last } = played;
  if (last === undefined) return 2;
  const verdict = judge(played, told);
  await writeOutput(path, renderHtml(last, { title: `Keyturn demo, day ${days}` }));
  await played.ledger.close();

  terminal.out(`\n${coverageText(last.coverage, { painter: paintOut, width: terminal.width })}\n\n`);
  const never = last.exitCode === 2 ? ': one account could not be entered, and that is never silent' : '';
  const closing = [
    `${verdict.handedOver} keys were replaced in ${days} days, in ${played.sandbox.calls.length} calls to the simulated AWS.`,
    `Owners cut off permanently: ${verdict.cutOff - verdict.undone}. Undone within the day: ${verdict.undone}.`,
    `A run would have ended with exit code ${last.exitCode}${never}.`,
  ];
  terminal.out(`${closing.flatMap((text) => wrapTo(text, terminal.width)).join('\n')}\n\n`);
  terminal.out(`${paintOut.bold('Report')}: ${path}\n\n${whatNext(terminal)}`);
  for (const problem of verdict.problems) terminal.err(`${paintErr.red('Not as expected')}: ${problem}\n`);
  return verdict.asExpected ? 0 : 2;
}

/** From a clone the command is reached through npm; installed, by its own name. */
function whatNext({ env, width }: Terminal): string {
  const inClone = env.npm_lifecycle_event !== undefined;
  const command = (args: string): string => (inClone ? `npm run keyturn -- ${args}` : `keyturn ${args}`);
  const ideas = [
    ['open report.html', 'what the last run found, held and did'],
    [command('demo --seed 7 --days 60'), 'another organization'],
    [command('config init'), 'a configuration to start from'],
    [command('plan --this-account'), 'what is due in your own account; changes nothing'],
  ] as const;
  const lines = ideas.flatMap(([what, why]) => hangingLines(`  ${what.padEnd(44)} `, why, width));
  return `What to try next:\n${lines.join('\n')}\n`;
}
