import type { Run } from '../results.ts';
import { outcomeOf, type Summary } from '../summary.ts';
import { count, duration, OFFLINE_NOTE, whole } from '../table.ts';
import { html, Html, NOTHING } from './html.ts';
import { overview } from './overview.ts';
import { situationCard } from './situation.ts';
import { STYLE } from './style.ts';

/** What of the situations is shown; the names are known to the style sheet. */
const FILTERS = {
  all: 'all',
  win: 'won',
  tie: 'neither',
  loss: 'lost',
  unjudged: 'not judged',
  failing: 'failed a check',
};

/** A run as one page with nothing beside it: no script, nothing that is fetched. */
export function page(run: Run, summary: Summary): string {
  const { results, offline, planned } = run;
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>Confidant: how good the answers are</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <h1>How good the answers are</h1>
        <p class="fine">${facts(run, summary)}</p>
        ${offline ? html`<p class="notice">${OFFLINE_NOTE}</p>` : NOTHING}
        ${
          results.length < planned
            ? html`<p class="notice">The run was interrupted: ${results.length} of ${planned}.</p>`
            : NOTHING
        }
        ${overview(summary)}
        <h2>The situations</h2>
        <fieldset>
          <legend>Show</legend>
          ${Object.entries(FILTERS).map(([name, label]) => filter(name, label, run))}
        </fieldset>
        ${results.map(situationCard)}
      </body>
    </html> `;
  return markup;
}

function facts({ startedAt, seconds, model, judge, seed, tokens }: Run, summary: Summary): string {
  return [
    `${startedAt.slice(0, 16).replace('T', ' ')} UTC`,
    `${count(summary.situations, 'situation')}, ${summary.judged} judged`,
    `answers by ${model}, judged by ${judge}`,
    `seed ${seed}`,
    `${duration(seconds)}, ${whole(tokens.answering + tokens.judging)} tokens`,
  ].join(' · ');
}

function filter(name: string, label: string, { results }: Run): Html {
  const found = results.filter((result) => isShown(name, result)).length;
  return html`<label
    ><input
      type="radio"
      name="show"
      id="show-${name}"
      ${name === 'all' ? new Html('checked') : NOTHING}
    />
    ${label} <span class="fine">${found}</span></label
  >`;
}

function isShown(name: string, result: Run['results'][number]): boolean {
  if (name === 'all') return true;
  if (name === 'failing') {
    return Object.values(result.answers).some(({ checks }) => checks.some((one) => !one.passed));
  }
  return (outcomeOf(result) ?? 'unjudged') === name;
}
