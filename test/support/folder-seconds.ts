import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** One file of a run, and for how long it kept a worker busy. */
export interface FileSeconds {
  /** From the root of the repository. */
  readonly path: string;
  readonly seconds: number;
}

/** Prints at the end of a run for how long the files of each folder kept a worker busy: waiting counts as well. */
export class FolderSeconds implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = modules.map((module) => {
      const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } =
        module.diagnostic();
      const milliseconds =
        environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration;
      return { path: relative(process.cwd(), module.moduleId), seconds: milliseconds / 1000 };
    });
    if (files.length > 1) process.stdout.write(`\n${folderTable(files).join('\n')}\n`);
  }
}

/** The folders of a run, the longest first: seconds, and how many files. */
export function folderTable(files: readonly FileSeconds[]): readonly string[] {
  const folders = Map.groupBy(files, ({ path }) => path.split('/').slice(0, 2).join('/'));
  const rows = [...folders].map(([name, inside]) => ({
    name,
    count: inside.length,
    seconds: inside.reduce((sum, file) => sum + file.seconds, 0),
  }));
  rows.sort((one, other) => other.seconds - one.seconds);
  const all = files.reduce((sum, file) => sum + file.seconds, 0);
  return [
    `Seconds of each folder, ${all.toFixed(0)} in all, several at once:`,
    ...rows.map(
      ({ name, count, seconds }) =>
        `${seconds.toFixed(1).padStart(8)}  ${name} (${count} ${count === 1 ? 'file' : 'files'})`,
    ),
  ];
}
