/** Print: always light, without anything to operate, everything unfolded, and broken between entries. */
export const PRINT_STYLE = `
@media print {
  :root {
    --page: #fff; --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --quiet-bg: #f0f0f0;
    --good: #14683a; --good-bg: #fff; --attention: #854700; --attention-bg: #fff; --bad: #a81e18; --bad-bg: #fff; --bar: #3f73b3; --near: #b97700; --over: #c0392b;
    --k-warn: #8a8f98; --k-limit: #4f94cf; --k-rotate: #0061a8; --k-deactivate: #b97700; --k-delete: #b8427f; --k-repair: #00785a; --k-hold: #3b4149;
    color-scheme: light;
  }
  html { font-size: 9pt; }
  .frame { display: block; max-width: none; padding: 0; }
  nav, .skip, .controls, .more, p:has(> a[data-show]:only-child) { display: none !important; }
  th button::after { content: none !important; }
  a { text-decoration: none; color: inherit; }
  details > summary { display: none !important; }
  .timeline details > summary { display: grid !important; }
  .timeline summary { grid-template-columns: 0 9.5rem 6rem minmax(0, 1fr) !important; gap: 0 .4rem !important; } .timeline summary::before { content: "" !important; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  section { padding-top: 1.5rem; }
  h2, h3, figcaption, caption { break-after: avoid; }
  .card, tr, figure, .tiles div, .verdict, .timeline summary, .timeline li li { break-inside: avoid; }
  .timeline summary { break-after: avoid; }
  .tiles { grid-template-columns: repeat(6, 1fr); gap: .4rem; } .tiles div { padding: .4rem .5rem; } .tiles b { font-size: 1.5rem; }
  .verdict { border: 1px solid; border-left-width: .5rem; }
  .card, .timeline > li, tbody tr { content-visibility: visible; }
  table { font-size: 8.5pt; } .keys { font-size: 8pt; }
  th, td, .keys th, .keys td { padding: .2rem .35rem; }
  tbody th, td.name, td.text, td.number, .keys td.number, .exemptions tbody th { min-width: 0; }
  thead th { white-space: normal; }
  .ages { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); }
  .ages figure > svg { height: 8rem; } .ahead > svg { height: 6rem; } .trend { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: .4rem; } .trend figure { padding: .5rem; }
  thead { display: table-header-group; break-inside: avoid; }
  .keys thead th { position: static; }
  svg, .pill, .badge b, .chip { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
