/**
 * The style sheet of a page. `--e0` … are the colours of the endings. In both schemes and in print text has a contrast
 * of seven to one (WCAG 2) with what is under it, and each of those colours four to one with the paper.
 */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1b1b; --faint: #4a4a4a; --rule: #b4b4b4; --shade: #f2f2f0; --link: #0b4f8a; --bar: #7aa6d1;
  --e0: #1f6fb4; --e1: #b8520a; --e2: #2a7f3f; --e3: #8e3a9d; --e4: #b02a37; --e5: #6b5b00; --e6: #00747b; --e7: #606060;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14161a; --ink: #ececec; --faint: #b9bcc2; --rule: #5a5f68; --shade: #20242b; --link: #8ec5ff; --bar: #3f6f9f;
    --e0: #6db3f2; --e1: #f2a15c; --e2: #6fcf86; --e3: #d593e6; --e4: #f28b93; --e5: #d6c350; --e6: #4fd0d6; --e7: #b5b5b5;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 .5rem; padding-top: .75rem; border-top: 3px solid var(--ink); }
h3 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; }
h4 { font-size: 1.05rem; margin: 1.75rem 0 .5rem; }
p, li { max-width: 46rem; overflow-wrap: anywhere; }
a { color: var(--link); }
code { font-family: ui-monospace, "DejaVu Sans Mono", Consolas, monospace; font-size: .9em; }
pre { background: var(--shade); padding: .6rem .8rem; margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
dl.origin {
  display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0; padding: .75rem 1rem;
  background: var(--shade); font-size: .95rem;
}
dl.origin dt { color: var(--faint); }
dl.origin dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: 1.25rem 0; }
figcaption { color: var(--faint); font-size: .95rem; max-width: 46rem; margin-top: .35rem; }
.wide { overflow-x: auto; }
svg { display: block; width: 100%; min-width: 42rem; max-width: 880px; height: auto; font-family: inherit; }
svg text { white-space: pre; }
table { border-collapse: collapse; font-size: .95rem; margin: 1rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--rule); }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 8rem; }
.number { text-align: right; }
td.number { white-space: nowrap; }
footer { margin-top: 4rem; padding-top: .75rem; border-top: 1px solid var(--rule); color: var(--faint); font-size: .9rem; }
@media (max-width: 40rem) { dl.origin { grid-template-columns: 1fr; } dl.origin dd { margin-bottom: .4rem; } }
@media print {
  :root {
    color-scheme: light;
    --paper: #ffffff; --ink: #000000; --faint: #333333; --rule: #999999; --shade: #f4f4f4; --link: #000000; --bar: #a9c4df;
    --e0: #1f6fb4; --e1: #b8520a; --e2: #2a7f3f; --e3: #8e3a9d; --e4: #b02a37; --e5: #6b5b00; --e6: #00747b; --e7: #606060;
  }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  svg { min-width: 0; max-height: 24cm; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .wide { overflow: visible; }
  figure, tr, dl.origin { break-inside: avoid; }
  h2, h3, h4, caption { break-after: avoid; }
}
`
