/** Phones, where every row of a table becomes a block, and print, which is always light and breaks between rows. */
export const MEDIA_STYLE = `
@media (max-width: 46rem) {
  .frame { padding: 1rem .9rem 3rem; }
  .tiles { grid-template-columns: 1fr 1fr; gap: .5rem; }
  .tiles div { padding: .6rem .75rem; }
  .tiles b { font-size: 1.6rem; }
  .card { padding: .85rem 1rem; }
  .card .badge { margin-left: 0; width: 100%; }
  .ways div { grid-template-columns: 1fr; }
  .ways dt { font-size: .8125rem; }
  h2 { margin-top: 2.25rem; }
  table, caption, tbody, tr, th, td { display: block; }
  table { border: 0; background: none; }
  thead { position: absolute; left: -999rem; }
  tbody tr { background: var(--paper); border: 1px solid var(--line); border-left: .25rem solid var(--line); border-radius: .5rem; padding: .6rem .75rem; margin-bottom: .5rem; display: flex; flex-direction: column; }
  tr.good { border-left-color: var(--good); } tr.attention { border-left-color: var(--attention); } tr.bad { border-left-color: var(--bad); }
  tbody th { order: -1; padding: 0 0 .2rem; border: 0; }
  tbody tr[class] > :first-child { box-shadow: none; }
  .ages tr.quiet + tr.bad > * { border-top: 0; }
  td { border: 0; padding: .08rem 0; display: grid; grid-template-columns: 6rem 1fr; gap: 0 .5rem; text-align: left; }
  td::before { content: attr(data-title); color: var(--soft); font-size: .8125rem; padding-top: .1rem; }
  td small, tbody th small { display: inline-block; }
  td.none { display: none; }
  td code { overflow-wrap: anywhere; }
  td.number { white-space: normal; text-align: left; }
  tbody th, td.name, td.text { min-width: 0; max-width: none; }
  .ages tbody tr { flex-direction: row; align-items: center; gap: .6rem; padding: .35rem .75rem; }
  .ages tbody th { padding: 0; min-width: 0; flex: 0 0 6.5rem; font-weight: 400; font-size: .875rem; }
  .ages td { display: block; padding: 0; } .ages td::before { content: none; }
  .ages td.number { flex: 0 0 1.75rem; text-align: right; } .ages td:last-child { flex: 1; width: auto; }
  .bar { margin: 0; }
}
@media print {
  :root {
    --page: #fff; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --quiet-bg: #f0f0f0;
    --good: #14683a; --good-bg: #fff; --attention: #8a4b00; --attention-bg: #fff; --bad: #b0201a; --bad-bg: #fff; --bar: #4a78b8;
    color-scheme: light;
  }
  html { font-size: 9.5pt; }
  .tiles { grid-template-columns: repeat(5, 1fr); }
  .frame { max-width: none; padding: 0; }
  nav, .skip, .filter { display: none; }
  a { text-decoration: none; }
  h2 { break-after: avoid; margin-top: 1.5rem; }
  .card, tr, figure, .tiles div { break-inside: avoid; }
  .verdict { border: 1px solid; border-left-width: .5rem; }
  thead { display: table-header-group; }
  svg, .pill, .badge b { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
