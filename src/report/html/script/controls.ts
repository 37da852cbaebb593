/** Search box, lists to choose from, and the line that tells how many rows are shown, for one table. */
export const CONTROLS_SCRIPT: string = `
let lastId = 0;
const labelled = (text, control) => {
  control.id = 'control-' + (lastId += 1);
  return make('label', { htmlFor: control.id }, text, control);
};
const searchBox = (text, onInput) => {
  const input = make('input', { type: 'search', autocomplete: 'off', spellcheck: false });
  input.addEventListener('input', () => onInput(input.value));
  return { input, label: labelled(text, input) };
};
const chooser = (text, pairs, onChange) => {
  const counts = new Map();
  for (const [value, name] of pairs) {
    const entry = counts.get(value) ?? { name, count: 0 };
    entry.count += 1;
    counts.set(value, entry);
  }
  const options = [...counts].sort((a, b) => collator.compare(a[1].name, b[1].name));
  const select = make('select', {}, new Option('All', ''));
  for (const [value, { name, count }] of options) select.append(new Option(name + ' (' + count + ')', value));
  select.addEventListener('change', () => onChange(select.value));
  return { select, label: labelled(text, select) };
};
const statusLine = () => {
  const output = make('output', {});
  output.setAttribute('aria-live', 'polite');
  return output;
};
`;
