/** Style of the HTML page: a page of text on screen and on paper, without anything to be fetched. */
export const PAGE_STYLE = `
:root { color-scheme: light; --ink: #111; --muted: #505a5f; --line: #b1b4b6; --in: #005a30; --out: #942514; --warn: #594d00; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem; color: var(--ink); background: #fff;
  font: 1.0625rem/1.55 Georgia, 'Noto Serif', 'DejaVu Serif', 'Times New Roman', serif; overflow-wrap: anywhere; }
header { border-bottom: 2px solid var(--ink); margin-bottom: 1.5rem; padding-bottom: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
.kind { font-weight: bold; letter-spacing: .04em; margin: 0 0 .25rem; text-transform: uppercase; }
.occasion { margin: 0; }
.status { color: var(--muted); margin: .5rem 0 0; }
.draft .status { border-inline-start: .3rem solid var(--warn); color: var(--warn); font-weight: bold; padding-inline-start: .6rem; }
ol { margin: 0; padding-inline-start: 2.75rem; }
ol > li { margin: 0 0 .9rem; padding-inline-start: .4rem; }
li:target { background: #fff7bf; }
p { margin: 0; }
a { color: #1d5a9e; }
.mark { color: var(--warn); font: .8125rem/1.4 system-ui, sans-serif; }
.changes { border-inline-start: .2rem solid var(--line); font-size: .9375rem; margin: .5rem 0 0; padding-inline-start: .8rem; }
.changes ul { margin: .25rem 0 0; padding-inline-start: 1.2rem; }
.changes li { margin: 0; }
ins { color: var(--in); text-decoration: underline; }
del { color: var(--out); text-decoration: line-through; }
.statement { white-space: pre-line; }
@page { margin: 22mm 20mm; }
@media print { body { font-size: 11pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; } ol > li { break-inside: avoid; } }
`.trim();
