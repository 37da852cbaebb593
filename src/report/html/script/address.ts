/** What is chosen stands behind the # of the address, so that it can be sent on; links in the page lead to chosen rows. */
export const ADDRESS_SCRIPT: string = `
const replaceAddress = (hash) => {
  // A page inside a frame without an origin may not change its address; the filters work all the same.
  try {
    history.replaceState(null, '', hash);
  } catch {}
};
const followAddress = () => {
  const [id, query] = location.hash.slice(1).split('?');
  if (query === undefined) return;
  const browser = browsers.find(({ section, addressed }) => addressed && section.id === id);
  browser?.readAddress(new URLSearchParams(query));
  const section = document.getElementById(id);
  if (section === null) return;
  section.tabIndex = -1;
  section.focus({ preventScroll: true });
  section.scrollIntoView();
};
for (const table of document.querySelectorAll('table')) browse(table);
for (const list of document.querySelectorAll('.timeline')) searchTimeline(list);
for (const link of document.querySelectorAll('a[data-show]'))
  link.setAttribute('href', link.getAttribute('href') + '?' + new URLSearchParams(link.dataset.show));
addEventListener('hashchange', followAddress);
followAddress();
`;
