import { type Markup, type MarkupPart, markup } from './markup.ts';

/** One column of a table on the page. */
export interface Column {
  readonly title: string;
  /** `number` is set right; `main` names the row, and heads it on a phone; `name` and `text` keep a width that can be read. */
  readonly kind?: 'number' | 'main' | 'name' | 'text';
}

/** One row; the tone colours its edge. */
export interface Row {
  readonly cells: readonly MarkupPart[];
  readonly tone?: 'good' | 'attention' | 'bad' | 'quiet';
}

/** A table with a caption. On a phone every row becomes a block in which each cell carries the title of its column. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly Row[],
  id?: string,
): Markup {
  const head = columns.map(({ title, kind }) => markup`<th scope="col" class="${kind ?? ''}">${title}</th>`);
  return markup`<table${id === undefined ? undefined : markup` id="${id}"`}>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map((row) => tableRow(columns, row))}</tbody>
</table>
`;
}

function tableRow(columns: readonly Column[], row: Row): Markup {
  const cells = columns.map(({ title, kind }, index) => {
    const content = markup`${row.cells[index]}`;
    if (kind === 'main') return markup`<th scope="row">${content}</th>`;
    const classes = [kind, content.html === '' ? 'none' : undefined].filter(Boolean).join(' ');
    return markup`<td class="${classes}" data-title="${title}"><div>${content}</div></td>`;
  });
  return markup`<tr class="${row.tone ?? ''}">${cells}</tr>
`;
}
