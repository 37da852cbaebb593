import { type Markup, type MarkupPart, markup } from './markup.ts';

/** One column of a table on the page. */
export interface Column {
  readonly title: string;
  /** `number` is set right and sorted as one; `main` names the row, and heads it on a phone; `name` and `text` keep a width that can be read. */
  readonly kind?: 'number' | 'main' | 'name' | 'text';
  /** Where scripts run, the column gets a list to choose from, under this name. */
  readonly filter?: string;
}

/** One row; the tone colours its edge. */
export interface Row {
  readonly cells: readonly MarkupPart[];
  readonly tone?: 'good' | 'attention' | 'bad' | 'quiet';
  /** A property of the row that no single cell tells, to choose rows by. */
  readonly mark?: string;
}

/** A whole table. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Names the table for the style sheet. */
  readonly name?: string;
  /** The page's script adds a search box, lists to choose from, and shows the rows in parts. */
  readonly browse?: { readonly marks: string };
  /** Rows carry no titles of their columns: the style sheet has them, which halves a table of thousands of rows. */
  readonly lean?: boolean;
}

/** A table with a caption. On a phone every row becomes a block in which each cell carries the title of its column. */
export function table({ caption, columns, rows, name, browse, lean = false }: Table): Markup {
  const classes = name === undefined ? undefined : markup` class="${name}"`;
  const data = browse === undefined ? undefined : markup` data-browse="${browse.marks}"`;
  const head = columns.map(
    ({ title, kind, filter }) =>
      markup`<th scope="col"${classOf(kind)}${filter === undefined ? undefined : markup` data-filter="${filter}"`}>${title}</th>`,
  );
  return markup`<table${classes}${data}>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map((row) => tableRow(columns, row, lean))}</tbody>
</table>
`;
}

function tableRow(columns: readonly Column[], row: Row, lean: boolean): Markup {
  const cells = columns.map(({ title, kind }, index) => {
    const content = markup`${row.cells[index]}`;
    if (kind === 'main') return markup`<th scope="row">${content}</th>`;
    const label = lean ? undefined : markup` data-title="${title}"`;
    return markup`<td${classOf(kind)}${label}>${content}</td>`;
  });
  const mark = row.mark === undefined ? undefined : markup` data-mark="${row.mark}"`;
  return markup`<tr${classOf(row.tone)}${mark}>${cells}</tr>
`;
}

function classOf(name: string | undefined): Markup | undefined {
  return name === undefined ? undefined : markup` class="${name}"`;
}
