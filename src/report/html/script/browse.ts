/** Tables: every one can be sorted; a long one can be searched, narrowed down, and is shown in parts. */
export const BROWSE_SCRIPT: string = `
const PART = 100;
// More rows at once take a browser longer than a person likes to wait.
const LARGE_PART = 1000;
const FEW = 15;
const number = new Intl.NumberFormat('en');
const browsers = [];

const browse = (table) => {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const titles = heads.map(textOf);
  const records = recordsOf(table, heads);
  const section = table.closest('section');
  const long = table.dataset.browse !== undefined && records.length > FEW;
  // A section with several long tables keeps its filters to itself: an address could not tell which is meant.
  const addressed = long && section.querySelector('table[data-browse]') === table;
  let words = [];
  let chosen = new Map();
  let sort;
  let limit = PART;
  let printing = false;
  const setters = new Map();

  const matching = () =>
    records.filter(
      (record) =>
        words.every((word) => record.text.includes(word)) &&
        [...chosen].every(([column, value]) => (column === 'mark' ? record.mark : record.values[column]) === value),
    );
  const output = statusLine();
  const more = make('button', { type: 'button' });
  const many = make('button', { type: 'button' });
  const buttons = make('p', { className: 'more' }, more, many);
  let found = records;

  const show = () => {
    const rows = printing ? sorted(records, heads, sort) : sorted(found, heads, sort).slice(0, limit);
    const part = document.createDocumentFragment();
    for (const { row } of rows) part.append(row);
    body.replaceChildren(part);
    showSort(heads, sort);
    const hidden = found.length - Math.min(limit, found.length);
    buttons.hidden = hidden === 0;
    more.textContent = 'Show ' + Math.min(PART, hidden) + ' more';
    many.textContent = 'Show ' + number.format(Math.min(LARGE_PART, hidden)) + ' more';
    many.hidden = hidden <= PART;
    const told = number.format(found.length) + ' of ' + number.format(records.length) + ' rows';
    const status = hidden === 0 ? told : told + ', the first ' + number.format(limit) + ' shown';
    if (output.textContent !== status) output.textContent = status;
  };
  const update = () => {
    limit = PART;
    found = matching();
    show();
    if (addressed) writeAddress();
  };
  const choose = (column, value) => {
    if (value === '') chosen.delete(column);
    else chosen.set(column, value);
    update();
  };

  const query = () => {
    const pairs = new URLSearchParams();
    if (words.length > 0) pairs.set('q', words.join(' '));
    for (const [column, value] of chosen) pairs.set(column === 'mark' ? 'mark' : heads[column].dataset.filter, value);
    if (sort !== undefined) pairs.set('sort', (sort.sign < 0 ? '-' : '') + titles[sort.column].toLowerCase());
    return pairs.toString();
  };
  const writeAddress = () => {
    const text = query();
    replaceAddress('#' + section.id + (text === '' ? '' : '?' + text));
  };
  const readAddress = (pairs) => {
    words = wordsOf(pairs.get('q') ?? '');
    chosen = new Map();
    for (const [column, { name, select }] of setters) {
      const wanted = pairs.get(name) ?? '';
      const known = [...select.options].some(({ value }) => value === wanted);
      select.value = known ? wanted : '';
      if (known && wanted !== '') chosen.set(column, wanted);
    }
    search.input.value = words.join(' ');
    const by = pairs.get('sort') ?? '';
    const column = titles.findIndex((title) => title.toLowerCase() === by.replace(/^-/, ''));
    sort = column < 0 ? undefined : { column, sign: by.startsWith('-') ? -1 : 1 };
    limit = PART;
    found = matching();
    show();
  };
  let search;

  const addControls = () => {
    const box = make('div', { className: 'controls' });
    box.setAttribute('role', 'search');
    search = searchBox('Search', (value) => {
      words = wordsOf(value);
      update();
    });
    box.append(search.label);
    const addChooser = (key, name, pairs) => {
      if (new Set(pairs.map(([value]) => value)).size < (key === 'mark' ? 1 : 2)) return;
      const { select, label } = chooser(name, pairs, (value) => choose(key, value));
      setters.set(key, { name: key === 'mark' ? 'mark' : name, select });
      box.append(label);
    };
    heads.forEach((head, column) => {
      if (head.dataset.filter === undefined) return;
      const pairs = records.map((record) => [record.values[column], record.texts[column]]);
      addChooser(column, head.dataset.filter, pairs.filter(([value]) => value !== ''));
    });
    const marked = records.filter((record) => record.mark !== undefined);
    addChooser('mark', table.dataset.browse, marked.map(({ mark }) => [mark, mark]));
    const clear = make('button', { type: 'button' }, 'Clear');
    clear.addEventListener('click', () => {
      readAddress(new URLSearchParams());
      if (addressed) writeAddress();
      search.input.focus();
    });
    box.append(clear);
    if (navigator.clipboard !== undefined) box.append(copyButton());
    box.append(output);
    table.before(box);
    table.after(buttons);
    more.addEventListener('click', () => showMore(limit + PART));
    many.addEventListener('click', () => showMore(limit + LARGE_PART));
  };
  const copyButton = () => {
    const copy = make('button', { type: 'button' }, 'Copy as CSV');
    copy.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(csvOf(titles, sorted(found, heads, sort)));
        output.textContent = number.format(found.length) + ' rows copied';
      } catch {
        output.textContent = 'The browser did not allow it to be copied';
      }
    });
    return copy;
  };
  // The button may vanish: then the focus goes to the first of the rows that it brought.
  const showMore = (wanted) => {
    const before = limit;
    limit = wanted;
    show();
    const first = body.rows[before]?.cells[0];
    if (!buttons.hidden || first === undefined) return;
    first.tabIndex = -1;
    first.focus();
  };

  if (records.length > 2 && !table.classList.contains('bands')) {
    table.dataset.sortable = '';
    addSortButtons(heads, (column) => {
      sort = nextSort(sort, column, heads);
      show();
      if (addressed) writeAddress();
    });
  }
  if (long) {
    addControls();
    show();
  }
  browsers.push({
    section,
    addressed,
    readAddress,
    setPrinting: (now) => {
      if (printing === now || !long) return;
      printing = now;
      show();
    },
  });
};
`;
