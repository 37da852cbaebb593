/** What the page's script adds: search boxes, lists to choose from, buttons that sort. */
export const CONTROL_STYLE = `
[hidden] { display: none !important; }
.controls { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; margin: .5rem 0 .75rem; }
.controls label { display: block; font-size: .8125rem; color: var(--soft); min-width: 0; max-width: 100%; }
.controls input, .controls select { display: block; font: inherit; font-size: .9375rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .25rem; padding: .3rem .5rem; height: 2.2rem; width: 13rem; max-width: 100%; }
.controls input { width: 16rem; }
.controls output { color: var(--soft); font-size: .875rem; flex-basis: 100%; font-variant-numeric: tabular-nums; }
button { font: inherit; font-size: .875rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .25rem; padding: .3rem .7rem; min-height: 2.2rem; cursor: pointer; }
button:hover { background: var(--quiet-bg); }
.more { display: flex; gap: .6rem; margin: .75rem 0 0; }
th button { all: unset; cursor: pointer; white-space: nowrap; padding: .15rem 0; }
th button:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
th button::after { content: "\\2195"; color: var(--soft); opacity: .55; margin-left: .3rem; font-weight: 400; }
th[aria-sort=ascending] button::after { content: "\\2191"; opacity: 1; color: var(--ink); }
th[aria-sort=descending] button::after { content: "\\2193"; opacity: 1; color: var(--ink); }
th[aria-sort=ascending] button, th[aria-sort=descending] button { color: var(--ink); }
.keys thead th { position: sticky; top: 0; z-index: 1; box-shadow: inset 0 -1px var(--line); }
`;
