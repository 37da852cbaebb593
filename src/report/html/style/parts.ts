/** The parts of the page: the verdict, tiles, cards of holds, pills and folds. */
export const PART_STYLE = `
.untold { border: 1px solid var(--attention); border-left-width: .5rem; border-radius: .35rem; padding: .75rem 1rem; margin: 1.25rem 0 0; max-width: 100ch; }
.verdict { border-left: .5rem solid; border-radius: .35rem; padding: 1rem 1.25rem; margin: 1.25rem 0; }
.verdict p { margin: .15rem 0; max-width: 100ch; }
.verdict .word { font-size: 1.5rem; line-height: 1.25; font-weight: 700; }
.verdict.good { background: var(--good-bg); border-color: var(--good); } .verdict.good .word { color: var(--good); }
.verdict.attention { background: var(--attention-bg); border-color: var(--attention); } .verdict.attention .word { color: var(--attention); }
.verdict.bad { background: var(--bad-bg); border-color: var(--bad); } .verdict.bad .word { color: var(--bad); }
.tiles { display: grid; grid-template-columns: repeat(6, 1fr); gap: .75rem; margin: 1rem 0 0; }
.tiles div { background: var(--paper); border: 1px solid var(--line); border-radius: .35rem; padding: .75rem 1rem; }
.tiles dt a { color: var(--ink); font-size: .875rem; text-decoration-color: var(--soft); text-underline-offset: .2em; }
.tiles dd { margin: 0; font-size: .8125rem; color: var(--soft); }
.tiles b { display: block; font-size: 1.9rem; line-height: 1.2; color: var(--ink); font-variant-numeric: tabular-nums; }
.tiles .attention b { color: var(--attention); } .tiles .bad b { color: var(--bad); }
.card { background: var(--paper); border: 1px solid var(--line); border-left: .35rem solid var(--line); border-radius: .35rem; padding: 1rem 1.25rem; margin: .75rem 0; content-visibility: auto; contain-intrinsic-size: auto 17rem; }
.card.attention { border-left-color: var(--attention); } .card.bad { border-left-color: var(--bad); }
.card header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .75rem; margin-bottom: .35rem; }
.card header > * { min-width: 0; }
.card header p { margin: 0; }
.card .badge { margin-left: auto; font-size: .875rem; color: var(--soft); }
.card .badge b { color: var(--paper); background: var(--bad); border-radius: 1rem; padding: .1rem .6rem; margin-right: .35rem; }
.evidence { color: var(--soft); font-size: .9375rem; padding-left: 1.1rem; margin: .35rem 0 .75rem; }
.ways { margin: 0; border-top: 1px solid var(--line); padding-top: .6rem; }
.ways div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0 .75rem; padding: .12rem 0; }
.ways div:nth-child(even) { margin-bottom: .35rem; }
.ways dt { color: var(--soft); font-size: .875rem; padding-top: .1rem; }
.ways dd { margin: 0; max-width: 88ch; }
.ways div:nth-child(even) dt { color: var(--ink); font-weight: 600; }
.pill { display: inline-block; border-radius: 1rem; padding: 0 .6rem; font-size: .8125rem; background: var(--quiet-bg); white-space: nowrap; }
.pill.good { background: var(--good-bg); color: var(--good); }
.pill.attention { background: var(--attention-bg); color: var(--attention); }
.pill.bad { background: var(--bad-bg); color: var(--bad); }
.plain { margin: .35rem 0; padding-left: 1.1rem; } .plain li { overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .35rem 0; }
details > summary:only-child { color: var(--link); }
main details:not(.timeline details) > summary { color: var(--link); text-decoration: underline; text-underline-offset: .2em; width: fit-content; }
`;
