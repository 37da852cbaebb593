/** The days ahead: columns, legend, and the days with their names. */
export const TIMELINE_STYLE = `
rect.warn { fill: var(--k-warn); } rect.limit { fill: var(--k-limit); } rect.rotate { fill: var(--k-rotate); } rect.deactivate { fill: var(--k-deactivate); }
rect.delete { fill: var(--k-delete); } rect.repair { fill: var(--k-repair); } rect.hold, rect.pass { fill: var(--k-hold); }
.ages rect.limit { fill: var(--ink); }
.ahead > svg { height: 8rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .75rem 0 0; padding: 0; font-size: .875rem; }
.legend svg { vertical-align: -1px; margin-right: .2rem; }
.timeline { list-style: none; margin: 1rem 0 0; padding: 0; border-top: 1px solid var(--line); }
.timeline > li { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 2.6rem; }
.timeline summary { display: grid; grid-template-columns: 1rem 9.5rem 6rem minmax(0, 1fr); gap: 0 .75rem; align-items: baseline; padding: .5rem 0; list-style: none; }
.timeline summary::-webkit-details-marker { display: none; }
.timeline summary::before { content: "\\25B8"; color: var(--soft); }
.timeline details[open] > summary::before { content: "\\25BE"; }
.timeline .day { font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
.timeline .when { color: var(--soft); font-size: .875rem; white-space: nowrap; }
.chip { display: inline-block; border-left: .3rem solid; padding-left: .4rem; margin-right: .9rem; font-size: .875rem; white-space: nowrap; }
.chip.warn { border-color: var(--k-warn); } .chip.limit { border-color: var(--k-limit); } .chip.rotate { border-color: var(--k-rotate); } .chip.deactivate { border-color: var(--k-deactivate); }
.chip.delete { border-color: var(--k-delete); } .chip.repair { border-color: var(--k-repair); } .chip.hold, .chip.pass { border-color: var(--k-hold); }
.timeline details > ul { list-style: none; margin: 0 0 .75rem 1.75rem; padding: 0; background: var(--paper); border: 1px solid var(--line); font-size: .9375rem; }
.timeline details > ul > li { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 4fr) minmax(0, 4fr) minmax(0, 2fr); gap: 0 .75rem; padding: .35rem .75rem; border-top: 1px solid var(--line); border-left: .3rem solid transparent; overflow-wrap: anywhere; }
.timeline details > ul > li:first-child { border-top: 0; }
.timeline b { font-weight: 600; }
.timeline li.warn { border-left-color: var(--k-warn); } .timeline li.limit { border-left-color: var(--k-limit); } .timeline li.rotate { border-left-color: var(--k-rotate); } .timeline li.deactivate { border-left-color: var(--k-deactivate); }
.timeline li.delete { border-left-color: var(--k-delete); } .timeline li.repair { border-left-color: var(--k-repair); } .timeline li.hold, .timeline li.pass { border-left-color: var(--k-hold); }
`;
