import { expect, it } from 'vitest';
import { allPages, type Page } from './pages.ts';

/** Pages and sections that are generated from the code; their texts are judged there. */
const GENERATED = ['docs/reasons.md', 'docs/output.md', 'docs/advice.md'];
const GENERATED_SECTIONS = ['docs/configuration.md: Settings', 'docs/migration.md: Environment variables'];

/** The most words of a cell: what is longer is a sentence, and belongs below the table. */
const MOST_WORDS = 15;

it('tables of pages written by hand hold a few words in a cell', () => {
  const written = allPages().filter(
    ({ path }) => /^(docs\/)?[\w-]+\.md$/.test(path) && !GENERATED.includes(path),
  );
  const long = written.flatMap((page) =>
    cellsOf(page)
      .filter((cell) => wordsOf(cell) > MOST_WORDS)
      .map((cell) => `${page.path}: ${cell}`),
  );
  expect(written.length).toBeGreaterThan(15);
  expect(long).toEqual([]);
});

function cellsOf({ path, text }: Page): readonly string[] {
  return text
    .split(/^#+ /m)
    .filter((section) => !GENERATED_SECTIONS.includes(`${path}: ${section.split('\n')[0]}`))
    .flatMap((section) => section.split('\n').filter((line) => line.startsWith('| ')))
    .flatMap((line) => line.slice(2, -2).split(' | '));
}

/** A link counts as its words, without its target. */
function wordsOf(cell: string): number {
  return cell
    .replaceAll(/\]\([^)]*\)/g, ']')
    .split(/\s+/)
    .filter((word) => word !== '').length;
}
