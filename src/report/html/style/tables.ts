import { KEY_COLUMNS } from '../keys.ts';

/** On a phone the cells of the table of all keys get their titles from here: thousands of rows need not carry them. */
const KEY_TITLES = KEY_COLUMNS.map(
  ({ title }, index) => `.keys td:nth-child(${index + 1}) { --title: "${title}"; }\n`,
).join('');

/** Tables. */
export const TABLE_STYLE: string = `
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); font-size: .9375rem; }
caption { text-align: left; color: var(--soft); font-size: .875rem; padding: 0 0 .4rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid var(--line); }
thead th { font-size: .8125rem; font-weight: 600; color: var(--soft); border-top: 0; white-space: nowrap; background: var(--paper); }
tbody th { font-weight: 600; overflow-wrap: anywhere; min-width: 10rem; max-width: 20rem; }
td.name { min-width: 9rem; } td.text { min-width: 12rem; max-width: 26rem; overflow-wrap: anywhere; }
td.name, td.text { overflow-wrap: anywhere; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
time { white-space: nowrap; font-variant-numeric: tabular-nums; }
td small, tbody th small { display: block; font-weight: 400; white-space: normal; overflow-wrap: anywhere; }
.key { white-space: nowrap; }
tr.good > :first-child { box-shadow: inset .25rem 0 var(--good); }
tr.attention > :first-child { box-shadow: inset .25rem 0 var(--attention); }
tr.bad > :first-child { box-shadow: inset .25rem 0 var(--bad); }
td b.bad { color: var(--bad); } td b.attention { color: var(--attention); } td b.good { color: var(--good); }
.keys { font-size: .875rem; } .keys th, .keys td { padding: .35rem .6rem; }
.keys td:last-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
.keys td.number { min-width: 4rem; }
.causes td:last-child { max-width: 36rem; }
.exemptions tbody th { min-width: 15rem; }
.exemptions .pill { margin-bottom: .15rem; }
.sources { max-width: 32rem; }
td { --title: attr(data-title); }
${KEY_TITLES}`;
