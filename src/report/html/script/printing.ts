/** On paper everything is shown, whatever is chosen or folded on the screen: a filter could not be seen there. */
export const PRINTING_SCRIPT: string = `
let opened = [];
const setPrinting = (now) => {
  for (const browser of browsers) browser.setPrinting(now);
  if (now) {
    opened.push(...document.querySelectorAll('details:not([open])'));
    for (const details of opened) details.open = true;
  } else {
    for (const details of opened) details.open = false;
    opened = [];
  }
};
matchMedia('print').addEventListener('change', (event) => setPrinting(event.matches));
addEventListener('beforeprint', () => setPrinting(true));
addEventListener('afterprint', () => setPrinting(false));
`;
