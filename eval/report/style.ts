/** The report's style sheet. Colours differ in lightness, too, so that they can be told apart without hue. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f5f4, #131417);
  --card: light-dark(#ffffff, #1c1e23);
  --line: light-dark(#dedbd7, #33363d);
  --text: light-dark(#23211f, #e6e4e1);
  --quiet: light-dark(#6a655f, #a09b94);
  --confidant: light-dark(#b8326a, #f08db4);
  --confidant-soft: light-dark(#fbe9f0, #3a1f2b);
  --baseline: light-dark(#39607f, #8fb9dc);
  --baseline-soft: light-dark(#e6eff6, #1d2c38);
  --good: light-dark(#22703c, #7fce96);
  --bad: light-dark(#b3261e, #ff9d92);
  --notice: light-dark(#fdf3d7, #3a3116);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 2.5rem 1.25rem 5rem; max-width: 76rem;
  background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK JP", Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0; font-size: 1.9rem; letter-spacing: -0.01em; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.25rem; }
h3 { margin: 0; font-size: 1.1rem; }
h4 { margin: 0 0 0.5rem; font-size: 0.8rem; letter-spacing: 0.04em; text-transform: uppercase; }
a { color: var(--baseline); }
.fine { color: var(--quiet); font-size: 0.875rem; }
.notice { padding: 0.6rem 0.9rem; border-radius: 8px; background: var(--notice); }
.overview { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 1rem; margin-top: 1.5rem; }
.card, article { padding: 1.25rem; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.card h2 { margin: 0 0 0.75rem; font-size: 1rem; }
.card p:last-child { margin-bottom: 0; }
.wide { grid-column: 1 / -1; }
.tally { display: flex; gap: 3px; overflow: hidden; border-radius: 8px; }
.tally div { flex-basis: 4rem; padding: 0.5rem 0.75rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.tally b { font-size: 1.25rem; }
.tally .confidant { background: var(--confidant-soft); color: var(--confidant); }
.tally .baseline { background: var(--baseline-soft); color: var(--baseline); text-align: right; }
.tally .neither { background: var(--page); color: var(--quiet); text-align: center; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.4rem; border-bottom: 1px solid var(--line); text-align: right; font-weight: 400; white-space: nowrap; }
tbody tr:last-child > * { border-bottom: 0; }
th:first-child { text-align: left; white-space: normal; overflow-wrap: normal; }
thead th { color: var(--quiet); font-size: 0.8rem; }
.scale { width: 40%; text-align: left; }
.scale .confidant { color: var(--confidant); } .scale .baseline { color: var(--baseline); }
.figures { display: inline-block; width: 4rem; } .figures b { color: var(--confidant); } .figures span { color: var(--baseline); }
.line { display: inline-block; position: relative; width: calc(100% - 5rem); height: 2px; background: var(--line); vertical-align: middle; }
.line i { position: absolute; top: -5px; width: 12px; height: 12px; margin-left: -6px; border: 2px solid var(--card); border-radius: 50%; }
.line .confidant { background: var(--confidant); } .line .baseline { background: var(--baseline); }
.failed { color: var(--bad); }
fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 1rem; padding: 0; border: 0; }
legend { float: left; margin-right: 1.25rem; padding: 0; color: var(--quiet); }
label { cursor: pointer; } input { accent-color: var(--confidant); }
article { margin-bottom: 1.25rem; }
article header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.75rem; }
article header p { flex-basis: 100%; margin: 0.1rem 0 0.75rem; }
.badge { padding: 0.05rem 0.6rem; border-radius: 99px; background: var(--page); color: var(--quiet); font-size: 0.8rem; }
.badge.win { background: var(--confidant-soft); color: var(--confidant); }
.badge.loss { background: var(--baseline-soft); color: var(--baseline); }
.badge.unjudged { background: var(--notice); color: var(--text); }
.question { margin: 0.5rem 0; padding: 0.6rem 0.9rem; border-radius: 4px 14px 14px; background: var(--page); width: fit-content; max-width: 46rem; }
.earlier { margin: 0.5rem 0 0.5rem 1.5rem; padding-left: 0.75rem; border-left: 2px solid var(--line); color: var(--quiet); max-width: 46rem; }
details { margin: 0.5rem 0; } summary { cursor: pointer; color: var(--quiet); font-size: 0.875rem; }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem; margin-top: 1rem; }
.answer { padding: 1rem; border: 1px solid var(--line); border-top: 3px solid; border-radius: 8px; min-width: 0; }
.answer.confidant { border-top-color: var(--confidant); } .answer.confidant h4 { color: var(--confidant); }
.answer.baseline { border-top-color: var(--baseline); } .answer.baseline h4 { color: var(--baseline); }
.text .heading { margin: 0.75rem 0 0.25rem; font-weight: 700; font-size: 1.05rem; }
.text ul, .text ol { margin: 0.25rem 0; padding-left: 1.4rem; }
blockquote { margin: 0.25rem 0; padding-left: 0.75rem; border-left: 3px solid var(--line); }
pre { overflow-x: auto; padding: 0.6rem; border-radius: 6px; background: var(--page); }
code { font-size: 0.9em; }
.checks { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; margin: 1rem 0 0; padding: 0.75rem 0 0; border-top: 1px solid var(--line); list-style: none; font-size: 0.8rem; color: var(--quiet); }
.checks .failed { flex-basis: 100%; font-weight: 600; color: var(--bad); }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0 1.25rem; margin: 0.75rem 0; font-size: 0.875rem; }
dl div { display: flex; justify-content: space-between; gap: 0.5rem; border-bottom: 1px solid var(--line); }
dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.score-1 dd, .score-2 dd { color: var(--bad); } .score-5 dd { color: var(--good); }
.reason { margin: 0.6rem 0 0; font-size: 0.925rem; } .reason .fine { display: block; }
.verdict { margin: 0.75rem 0 0; font-size: 0.925rem; }
${['win', 'tie', 'loss', 'unjudged', 'failing']
  .map((name) => `body:has(#show-${name}:checked) article:not(.${name}) { display: none; }`)
  .join('\n')}
@media (max-width: 36rem) {
  .line { display: none; } .scale { width: auto; } thead .scale { white-space: normal; }
  .card, article { padding: 1rem 0.75rem; } th, td { padding-inline: 0.2rem; } table { font-size: 0.9rem; }
  .tally div { padding-inline: 0.4rem; font-size: 0.8rem; white-space: normal; } .tally b { display: block; }
  thead .scale span { display: block; }
}
@media print { fieldset { display: none; } article { break-inside: avoid-page; } }
`;
