/** The parts of the page: tiles, cards of holds, tables, bars and the trend. */
export const PARTS_STYLE = `
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem; margin: 1rem 0 0; }
.tiles div { background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.tiles dt a { color: var(--ink); font-size: .875rem; text-decoration-color: var(--line); text-underline-offset: .2em; }
.tiles dd { margin: 0; font-size: .8125rem; color: var(--soft); }
.tiles b { display: block; font-size: 1.9rem; line-height: 1.2; color: var(--ink); font-variant-numeric: tabular-nums; }
.tiles .attention b { color: var(--attention); } .tiles .bad b { color: var(--bad); }
.card { background: var(--paper); border: 1px solid var(--line); border-left: .35rem solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: .75rem 0; }
.card.attention { border-left-color: var(--attention); } .card.bad { border-left-color: var(--bad); }
.card header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .75rem; margin-bottom: .35rem; }
.card header p { margin: 0; }
.card .badge { margin-left: auto; font-size: .875rem; color: var(--soft); }
.card .badge b { color: var(--paper); background: var(--bad); border-radius: 1rem; padding: .1rem .6rem; margin-right: .35rem; }
.evidence { color: var(--soft); font-size: .9375rem; padding-left: 1.1rem; margin: .35rem 0 .75rem; }
.ways { margin: 0; border-top: 1px solid var(--line); padding-top: .6rem; }
.ways div { display: grid; grid-template-columns: 6.5rem 1fr; gap: 0 .75rem; padding: .12rem 0; }
.ways div:nth-child(even) { margin-bottom: .35rem; }
.ways dt { color: var(--soft); font-size: .875rem; padding-top: .1rem; }
.ways dd { margin: 0; max-width: 88ch; }
.ways div:nth-child(even) dt { color: var(--ink); font-weight: 600; }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; font-size: .9375rem; }
caption { text-align: left; color: var(--soft); font-size: .875rem; padding: 0 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid var(--line); }
thead th { font-size: .8125rem; font-weight: 600; color: var(--soft); border-top: 0; white-space: nowrap; }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 11rem; max-width: 20rem; }
td.name { min-width: 9rem; } td.text { min-width: 12rem; max-width: 24rem; }
td { overflow-wrap: break-word; } td code { overflow-wrap: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
td small, tbody th small { display: block; font-weight: 400; }
.key { white-space: nowrap; }
tr.good > :first-child { box-shadow: inset .25rem 0 var(--good); }
tr.attention > :first-child { box-shadow: inset .25rem 0 var(--attention); }
tr.bad > :first-child { box-shadow: inset .25rem 0 var(--bad); }
.pill { display: inline-block; border-radius: 1rem; padding: 0 .6rem; font-size: .8125rem; background: var(--quiet-bg); white-space: nowrap; }
.pill.good { background: var(--good-bg); color: var(--good); }
.pill.attention { background: var(--attention-bg); color: var(--attention); }
.pill.bad { background: var(--bad-bg); color: var(--bad); }
.ages table { max-width: 46rem; } .ages th:last-child, .ages td:last-child { width: 60%; }
.bar { display: block; margin-top: .3rem; }
.ages tr.quiet + tr.bad > * { border-top: 2px solid var(--bad); }
.within { fill: var(--bar); } .near { fill: var(--attention); } .over { fill: var(--bad); }
.note { margin-top: .6rem; }
.trend { margin-top: .75rem; display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; }
figure { margin: 0; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; }
figcaption { font-weight: 600; margin-bottom: .5rem; } figcaption small { font-weight: 400; margin-left: .35rem; }
figure svg { display: block; width: 100%; height: 6rem; }
.open { fill: var(--attention); } .done { fill: var(--bar); } .broken { fill: var(--bad); } .base { fill: var(--line); }
.scale { display: flex; justify-content: space-between; color: var(--soft); font-size: .8125rem; margin: .35rem 0 0; max-width: none; }
.filter { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: baseline; margin-bottom: .75rem; }
.filter input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .35rem; padding: .35rem .6rem; width: min(22rem, 100%); }
.filter output { color: var(--soft); font-size: .875rem; }
`;
