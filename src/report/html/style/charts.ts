/** Pictures: the ages, the trend and the days ahead. Shapes only; each stands beside the same in words. */
export const CHART_STYLE = `
figure { margin: 0; background: var(--paper); border: 1px solid var(--line); border-radius: .35rem; padding: 1rem 1.25rem; min-width: 0; }
figcaption { font-weight: 600; margin-bottom: .5rem; } figcaption small { font-weight: 400; margin-left: .35rem; }
figure > svg { display: block; width: 100%; height: 6rem; }
.ages { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 1rem; align-items: start; margin-top: .75rem; }
.ages figure > svg { height: 11rem; }
.within { fill: var(--bar); } .near { fill: var(--near); } .over { fill: var(--over); } .limit { fill: var(--ink); }
.shares { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 5fr) minmax(0, 5fr) minmax(0, 3fr) minmax(0, 3fr); color: var(--soft); font-size: .8125rem; margin: .35rem 0 0; max-width: none; white-space: nowrap; }
.shares b { color: var(--ink); } .shares span:last-child { justify-self: end; }
.bands td, .bands th { padding: .3rem .75rem; } .bands tbody th { font-weight: 400; min-width: 0; white-space: nowrap; }
.bands td:last-child { width: 45%; }
.bands tr.quiet + tr.bad > * { border-top: 2px solid var(--ink); }
.bar { display: inline-block; width: calc(100% - 4rem); vertical-align: middle; } .percent { display: inline-block; width: 4rem; text-align: right; font-size: .8125rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.trend { margin-top: .75rem; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 1rem; }
.trend figcaption { margin: 0; }
.now { color: var(--soft); font-size: .875rem; margin: 0 0 .5rem; } .now b { color: var(--ink); font-size: 1.5rem; line-height: 1.3; font-variant-numeric: tabular-nums; margin-right: .25rem; }
.open { fill: var(--near); } .done { fill: var(--bar); } .broken { fill: var(--over); } .base { fill: var(--line); }
.scale { display: flex; justify-content: space-between; gap: .5rem; color: var(--soft); font-size: .8125rem; margin: .35rem 0 0; max-width: none; font-variant-numeric: tabular-nums; }
`;
