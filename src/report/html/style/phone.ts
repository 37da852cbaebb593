/** Narrow screens, where every row of a table becomes a block of titled lines. */
export const PHONE_STYLE = `
@media screen and (max-width: 70rem) {
  .tiles { grid-template-columns: repeat(3, 1fr); }
  .ages { grid-template-columns: minmax(0, 1fr); }
}
@media screen and (max-width: 58rem) {
  .frame { padding: 1rem .9rem 3rem; }
  .tiles { gap: .5rem; }
  .tiles div { padding: .6rem .75rem; }
  .tiles b { font-size: 1.6rem; }
  section { padding-top: 2.25rem; }
  figure { padding: .75rem .9rem; }
  .card { padding: .85rem 1rem; }
  .card .badge { margin-left: 0; width: 100%; }
  .ways div { grid-template-columns: minmax(0, 1fr); }
  .ways dt { font-size: .8125rem; }
  table, caption, thead, tbody, tr, th, td { display: block; }
  table { border: 0; background: none; }
  table:not([data-sortable]) thead { position: absolute; left: -999rem; }
  thead tr { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-bottom: .5rem; }
  .keys thead th, thead th { position: static; background: none; padding: 0; box-shadow: none; }
  tbody tr { background: var(--paper); border: 1px solid var(--line); border-left: .25rem solid var(--line); border-radius: .35rem; padding: .6rem .75rem; margin-bottom: .5rem; display: flex; flex-direction: column; content-visibility: auto; contain-intrinsic-size: auto 9rem; }
  tr.good { border-left-color: var(--good); } tr.attention { border-left-color: var(--attention); } tr.bad { border-left-color: var(--bad); }
  tbody th, .keys tbody th { order: -1; padding: 0 0 .2rem; border: 0; }
  tbody tr[class] > :first-child { box-shadow: none; }
  td, .keys td { border: 0; padding: .08rem 0 .08rem 6.25rem; position: relative; text-align: left; min-height: 1.5em; }
  td::before { content: var(--title); position: absolute; left: 0; top: .15rem; width: 6rem; color: var(--soft); font-size: .8125rem; }
  td small, tbody th small { display: inline; }
  td:empty { display: none; }
  td code { overflow-wrap: anywhere; }
  td.number { white-space: normal; text-align: left; }
  tbody th, td.name, td.text, .keys tbody th, .causes td:last-child { min-width: 0; max-width: none; }
  .bands tbody tr { flex-direction: row; align-items: center; gap: .6rem; padding: .3rem .75rem; margin-bottom: .25rem; }
  .bands tbody th { padding: 0; flex: 0 0 7rem; font-size: .875rem; }
  .bands td { padding: 0; } .bands td::before { content: none; } .bands tr.quiet + tr.bad > * { border-top: 0; }
  .bands td.number { flex: 0 0 2.5rem; text-align: right; } .bands td:last-child { flex: 1; width: auto; }
  .timeline summary { grid-template-columns: 1rem auto minmax(0, 1fr); }
  .timeline .chips { grid-column: 2 / -1; }
  .timeline details > ul { margin-left: 0; }
  .timeline details > ul > li { grid-template-columns: minmax(0, 1fr); padding: .5rem .75rem; }
}
@media screen and (max-width: 30rem) {
  .tiles { grid-template-columns: 1fr 1fr; }
  .controls { gap: .5rem; }
  .controls label { width: calc(50% - .25rem); } .controls label:first-child { width: 100%; }
  .controls input, .controls select { width: 100%; }
  .verdict { padding: .85rem 1rem; }
  .shares span:nth-child(4) { visibility: hidden; }
}
`;
