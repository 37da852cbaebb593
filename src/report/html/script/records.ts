/** Reads the rows of a table once, so that a search over thousands of them touches no element. */
export const RECORDS_SCRIPT: string = `
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const textOf = (element) => element.textContent.trim().replace(/\\s+/g, ' ');
// Where a cell has a name and an identifier, rows are chosen by the identifier.
const codeOf = (cell) => textOf(cell.querySelector('small.code') ?? cell);
const wordsOf = (text) => text.toLowerCase().split(/\\s+/).filter(Boolean);
const recordsOf = (table, heads) =>
  [...table.tBodies[0].rows].map((row, index) => {
    const cells = [...row.cells];
    const texts = cells.map(textOf);
    const values = heads.map((head, column) => (head.dataset.filter === undefined ? undefined : codeOf(cells[column])));
    return { row, index, texts, values, mark: row.dataset.mark, text: texts.join(' ').toLowerCase() };
  });
`;
