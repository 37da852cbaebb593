/** A search over the days ahead: days without a match go, and the others open when there are few matches. */
export const TIMELINE_SCRIPT: string = `
const OPEN_UP_TO = 200;
const searchTimeline = (list) => {
  const days = [...list.children].map((day) => {
    const details = day.querySelector('details');
    const entries = [...details.querySelectorAll('li')].map((entry) => ({ entry, text: textOf(entry).toLowerCase() }));
    return { day, details, open: details.open, entries };
  });
  const all = days.reduce((sum, { entries }) => sum + entries.length, 0);
  if (all <= FEW) return;
  const output = statusLine();
  const { label } = searchBox('Search the days', (value) => {
    const words = wordsOf(value);
    let found = 0;
    for (const { day, entries } of days) {
      let matches = 0;
      for (const { entry, text } of entries) {
        const matched = words.every((word) => text.includes(word));
        if (entry.hidden === matched) entry.hidden = !matched;
        if (matched) matches += 1;
      }
      day.hidden = matches === 0;
      found += matches;
    }
    const open = words.length > 0 && found <= OPEN_UP_TO;
    for (const day of days) day.details.open = open || (words.length === 0 && day.open);
    output.textContent = words.length === 0 ? '' : number.format(found) + ' of ' + number.format(all) + ' entries';
  });
  const box = make('div', { className: 'controls' }, label, output);
  box.setAttribute('role', 'search');
  list.before(box);
};
`;
