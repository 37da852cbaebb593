/** Colours of both schemes, type and the frame of the page. No fonts are loaded: the reader's own are used. */
export const BASE_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --paper: #ffffff; --ink: #1a1f26; --soft: #545d69; --line: #d9dee5; --link: #174ea6;
  --good: #14683a; --good-bg: #e6f4ec; --attention: #8a4b00; --attention-bg: #fff3dd;
  --bad: #b0201a; --bad-bg: #fdeae8; --quiet-bg: #eceff3; --bar: #4a78b8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151a; --paper: #1a2027; --ink: #e7eaee; --soft: #a4aeba; --line: #333c46; --link: #8ab4f8;
    --good: #74d39c; --good-bg: #15301f; --attention: #f3bd62; --attention-bg: #35280f;
    --bad: #ff9d93; --bad-bg: #3b1a18; --quiet-bg: #262e37; --bar: #6f9fdd;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: break-word;
}
.frame { max-width: 74rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
h1 { font-size: clamp(1.6rem, 4vw, 2.25rem); line-height: 1.2; letter-spacing: -.015em; margin: .25rem 0; }
h2 { font-size: 1.35rem; line-height: 1.3; letter-spacing: -.01em; margin: 3rem 0 .75rem; }
h2 .count { color: var(--soft); font-weight: 400; margin-left: .35rem; }
h3 { font-size: 1.05rem; margin: 0; overflow-wrap: anywhere; }
p { margin: .35rem 0; max-width: 80ch; }
code { font: .875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--quiet-bg); padding: .08em .35em; border-radius: .25em; overflow-wrap: anywhere; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
small { font-size: .8125rem; color: var(--soft); }
small.code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .75rem; }
.brand { font-weight: 700; margin: 0; }
.brand span { font-weight: 400; color: var(--soft); }
.facts { color: var(--soft); }
.facts span { display: inline-block; border: 1px solid var(--line); border-radius: 1rem; padding: 0 .65rem; margin-right: .5rem; color: var(--ink); background: var(--paper); }
.note, .empty { color: var(--soft); }
.verdict { border-left: .5rem solid; border-radius: .5rem; padding: 1rem 1.25rem; margin: 1.25rem 0; }
.verdict p { margin: .15rem 0; max-width: 100ch; }
.verdict .word { font-size: 1.5rem; line-height: 1.25; font-weight: 700; }
.verdict.good { background: var(--good-bg); border-color: var(--good); } .verdict.good .word { color: var(--good); }
.verdict.attention { background: var(--attention-bg); border-color: var(--attention); } .verdict.attention .word { color: var(--attention); }
.verdict.bad { background: var(--bad-bg); border-color: var(--bad); } .verdict.bad .word { color: var(--bad); }
nav { border-block: 1px solid var(--line); margin-top: 1.5rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .6rem 0; margin: 0; }
nav small { margin-left: .15rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--soft); font-size: .875rem; }
`;
