/** Buttons in the heads of columns: by this column, the other way round, and back to the order of the page. */
export const SORT_SCRIPT: string = `
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const numberOf = (text) => {
  const value = Number.parseFloat(text);
  return Number.isNaN(value) ? undefined : value;
};
// What is not known or does not apply comes last, whichever way the others are sorted.
const compare = (a, b, sign) => {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0);
  return sign * (typeof a === 'number' ? a - b : collator.compare(a, b));
};
const sorted = (records, heads, sort) => {
  if (sort === undefined) return records;
  const isNumber = heads[sort.column].classList.contains('number');
  const keyOf = (text) => (isNumber ? numberOf(text) : text === '' || text === '–' ? undefined : text);
  const keyed = records.map((record) => ({ record, key: keyOf(record.texts[sort.column]) }));
  keyed.sort((a, b) => compare(a.key, b.key, sort.sign) || a.record.index - b.record.index);
  return keyed.map(({ record }) => record);
};
const titleOf = (head) => textOf(head);
const addSortButtons = (heads, onSort) => {
  heads.forEach((head, column) => {
    const button = make('button', { type: 'button' }, textOf(head));
    button.addEventListener('click', () => onSort(column));
    head.replaceChildren(button);
  });
};
const showSort = (heads, sort) => {
  heads.forEach((head, column) => {
    if (sort?.column !== column) head.removeAttribute('aria-sort');
    else head.setAttribute('aria-sort', sort.sign > 0 ? 'ascending' : 'descending');
  });
};
const nextSort = (sort, column, heads) => {
  // Of numbers, the largest are what one looks for.
  const first = heads[column].classList.contains('number') ? -1 : 1;
  if (sort?.column !== column) return { column, sign: first };
  return sort.sign === first ? { column, sign: -first } : undefined;
};
`;
