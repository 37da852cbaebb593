import { KEYS_TABLE_ID } from './keys.ts';

/**
 * The page's one script: a filter over the table of all keys, made only where scripts run.
 *
 * It reads and hides rows and writes only plain text; the page says all it has to say without it.
 */
export const FILTER_SCRIPT: string = `
(() => {
  const table = document.getElementById('${KEYS_TABLE_ID}');
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const box = document.createElement('p');
  const label = document.createElement('label');
  const input = document.createElement('input');
  const count = document.createElement('output');
  box.className = 'filter';
  label.textContent = 'Show only rows with';
  input.type = 'search';
  input.id = 'key-filter';
  label.htmlFor = input.id;
  count.htmlFor = input.id;
  const apply = () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = shown + ' of ' + rows.length + ' rows';
  };
  input.addEventListener('input', apply);
  box.append(label, input, count);
  table.before(box);
  apply();
})();
`;
