import type { Page } from 'playwright-core';

/** The basics that people with a screen reader depend on, as far as a program can see them. */
const AUDIT = `(() => {
  const problems = [];
  const each = (selector, check) => {
    for (const element of document.querySelectorAll(selector)) {
      const problem = check(element);
      if (problem !== undefined && problem !== false) problems.push(problem + ': ' + element.outerHTML.slice(0, 120));
    }
  };
  const nameOf = (element) => (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent).trim();
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) problems.push('id used twice: ' + id);
  each('input, select, textarea', (element) => element.labels.length === 0 && 'no label');
  each('a, button, summary, h1, h2, h3, h4', (element) => nameOf(element) === '' && 'no text');
  each('a', (element) => !element.hasAttribute('href') && 'a link that leads nowhere');
  each('a[href^="#"]', (element) => document.getElementById(element.hash.slice(1).split('?')[0]) === null && 'no such target');
  each('table', (element) => element.caption === null && 'no caption');
  each('thead th', (element) => element.scope !== 'col' && 'no scope');
  each('tbody th', (element) => element.scope !== 'row' && 'no scope');
  each('section', (element) => document.getElementById(element.getAttribute('aria-labelledby')) === null && 'no heading');
  each('svg', (element) => element.getAttribute('aria-hidden') !== 'true' && !(element.getAttribute('role') === 'img' && nameOf(element) !== '') && 'a picture without words');
  each('[tabindex]', (element) => element.tabIndex > 0 && 'tabindex out of order');
  each('ul, ol', (element) => [...element.children].some((child) => child.localName !== 'li') && 'not only list items');
  each('[aria-sort]', (element) => !['ascending', 'descending'].includes(element.getAttribute('aria-sort')) && 'aria-sort');
  let level = 0;
  each('h1, h2, h3, h4, h5', (element) => {
    const next = Number(element.localName.slice(1));
    const skips = next > level + 1;
    level = next;
    return skips && 'a level of headings is left out';
  });
  for (const selector of ['main', 'h1', 'header', 'nav[aria-label]', 'footer'])
    if (document.querySelectorAll('body ' + selector).length === 0) problems.push('no ' + selector);
  if (document.querySelectorAll('h1, main').length !== 2) problems.push('more than one h1 or main');
  if (document.documentElement.lang !== 'en') problems.push('no language');
  if (document.title === '') problems.push('no title');
  return problems;
})()`;

/** What is wrong with the structure of the page; nothing, if it is as it should be. */
export async function basicProblems(page: Page): Promise<readonly string[]> {
  return await page.evaluate(AUDIT);
}
