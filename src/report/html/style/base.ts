/**
 * Colours of both schemes, type and the frame of the page. No fonts are loaded: the reader's own are used.
 *
 * Colours of columns follow the palette of Okabe and Ito, darkened or lightened to stand out from the paper at 3:1, and
 * never tell anything that is not told in words as well.
 */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f6f4; --paper: #ffffff; --ink: #1c2127; --soft: #55606c; --line: #dcdfe3; --link: #174ea6;
  --good: #14683a; --good-bg: #e7f3ec; --attention: #854700; --attention-bg: #fdf1dc;
  --bad: #a81e18; --bad-bg: #fcebe9; --quiet-bg: #eef0f2; --bar: #3f73b3; --near: #b97700; --over: #c0392b;
  --k-warn: #8a8f98; --k-limit: #4f94cf; --k-rotate: #0061a8; --k-deactivate: #b97700; --k-delete: #b8427f; --k-repair: #00785a; --k-hold: #3b4149;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #121518; --paper: #1a1e23; --ink: #e6e9ec; --soft: #a7b0ba; --line: #343b43; --link: #8ab4f8;
    --good: #74d39c; --good-bg: #15301f; --attention: #f0bd68; --attention-bg: #332710;
    --bad: #ff9d93; --bad-bg: #391a18; --quiet-bg: #272d34; --bar: #6f9fdd; --near: #e6a53a; --over: #ff8175;
    --k-warn: #8d959f; --k-limit: #9cc9f2; --k-rotate: #4a9be0; --k-deactivate: #e6a53a; --k-delete: #e587b8; --k-repair: #4cc7a0; --k-hold: #d4d9de;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
.frame { max-width: 76rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus, section:focus { outline: none; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 3; }
h1 { font-size: clamp(1.6rem, 4vw, 2.25rem); line-height: 1.2; letter-spacing: -.015em; margin: .25rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.4rem; line-height: 1.3; letter-spacing: -.01em; margin: 0 0 .5rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
.count { color: var(--soft); font-weight: 400; margin-left: .4rem; }
section { padding-top: 2.75rem; }
p { margin: .35rem 0; max-width: 80ch; }
.lede { margin-bottom: .75rem; }
code { font: .875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--quiet-bg); padding: .08em .35em; border-radius: .25em; overflow-wrap: anywhere; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
small { font-size: .8125rem; color: var(--soft); }
small.code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .75rem; overflow-wrap: anywhere; }
.brand { font-weight: 700; margin: 0; }
.brand span { font-weight: 400; color: var(--soft); }
.facts { color: var(--soft); }
.facts > span { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .65rem; margin-right: .35rem; color: var(--ink); background: var(--paper); }
.note, .empty { color: var(--soft); }
nav { border-block: 1px solid var(--line); margin-top: 1.5rem; font-size: .9375rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .6rem 0; margin: 0; }
nav a { text-decoration-color: transparent; text-underline-offset: .2em; }
nav a:hover, nav a:focus-visible { text-decoration-color: currentColor; }
footer { margin-top: 3.5rem; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--soft); font-size: .875rem; }
@media (min-width: 88rem) {
  .frame { max-width: 90rem; display: grid; grid-template-columns: 12.5rem minmax(0, 76rem); gap: 0 1.5rem; }
  .frame > header, .frame > main, .frame > footer { grid-column: 2; min-width: 0; }
  nav { grid-column: 1; grid-row: 1 / span 3; position: sticky; top: 1.5rem; align-self: start; margin-top: 0; border: 0; }
  nav ul { flex-direction: column; gap: .4rem; padding: 0; }
}
`;
