/** The chosen rows as CSV on the clipboard; a name that a spreadsheet would take for a formula is made plain text. */
export const CSV_SCRIPT: string = `
const csvCell = (text) => {
  const plain = /^[=+\\-@]/.test(text) ? "'" + text : text;
  return '"' + plain.replaceAll('"', '""') + '"';
};
const csvOf = (titles, records) =>
  [titles, ...records.map((record) => record.texts)].map((cells) => cells.map(csvCell).join(',')).join('\\r\\n');
`;
