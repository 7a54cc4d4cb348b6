import { labelOf } from '../checks/index.ts';
import { NAMES } from '../contestants.ts';
import { CRITERION_LABELS } from '../judge/criteria.ts';
import type { Summary, Tally } from '../summary.ts';
import { ofJudge, percent } from '../table.ts';
import { type Html, html, NOTHING } from './html.ts';

/** The figures of a run: what is compared, by whom it is preferred, what code found. */
export function overview(summary: Summary): Html {
  return html`<section class="overview">
    ${summary.judged > 0 ? judged(summary) : html`<p class="notice">Nothing was judged.</p>`}
    ${checks(summary)} ${notJudged(summary)}
  </section>`;
}

function judged(summary: Summary): Html {
  const { overall, criteria, met, broken } = summary;
  return html`<div class="card wide">
      <h2>Preferred in both orders</h2>
      ${tallyBar(overall)}
      ${ofJudge(summary)
        .split('\n')
        .map((line) => html`<p class="fine">${line}</p>`)}
    </div>
    <div class="card">
      <h2>By criterion</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">mean, 1 to 5</th>
            <th scope="col" class="scale">
              <span class="confidant">● ${NAMES.confidant}</span>
              <span class="baseline">● ${NAMES.baseline}</span>
            </th>
            <th scope="col">better</th>
            <th scope="col">same</th>
            <th scope="col">worse</th>
          </tr>
        </thead>
        <tbody>
          ${criteria.map(
            ({ criterion, mean, wins, ties, losses }) =>
              html`<tr>
                <th scope="row">${CRITERION_LABELS[criterion]}</th>
                <td class="scale">${dots(mean)}</td>
                <td>${wins}</td>
                <td>${ties}</td>
                <td>${losses}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="fine">
        Of what good answers do, ${NAMES.confidant} did ${percent(met.confidant)} and the
        ${NAMES.baseline} ${percent(met.baseline)}. Answers that did what none may do:
        ${broken.confidant} and ${broken.baseline}.
      </p>
    </div>`;
}

function tallyBar({ wins, ties, losses }: Tally): Html {
  const parts = [
    { name: 'confidant', count: wins, label: NAMES.confidant },
    { name: 'neither', count: ties, label: 'neither' },
    { name: 'baseline', count: losses, label: NAMES.baseline },
  ];
  return html`<div class="tally">
    ${parts.map(({ name, count, label }) =>
      count === 0
        ? NOTHING
        : html`<div class="${name}" style="flex-grow:${count}"><b>${count}</b> ${label}</div>`,
    )}
  </div>`;
}

function dots({ confidant, baseline }: { confidant: number; baseline: number }): Html {
  return html`<span class="figures"
      ><b>${confidant.toFixed(1)}</b> <span>${baseline.toFixed(1)}</span></span
    ><span class="line"
      ><i class="baseline" style="left:${percentOf(baseline)}%"></i
      ><i class="confidant" style="left:${percentOf(confidant)}%"></i
    ></span>`;
}

/** Where a score stands between 1 and 5. */
const percentOf = (score: number): string => (((score - 1) / 4) * 100).toFixed(1);

function checks(summary: Summary): Html {
  return html`<div class="card">
    <h2>Checked by code</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">answers that passed</th>
          <th scope="col">${NAMES.confidant}</th>
          <th scope="col">${NAMES.baseline}</th>
        </tr>
      </thead>
      <tbody>
        ${summary.checks.map(
          ({ check, passed, of }) =>
            html`<tr>
              <th scope="row">${labelOf(check)}</th>
              ${(['confidant', 'baseline'] as const).map(
                (name) =>
                  html`<td class="${passed[name] < of[name] ? 'failed' : ''}">
                    ${passed[name]} of ${of[name]}
                  </td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function notJudged({ notJudged: left }: Summary): Html {
  if (left.length === 0) return NOTHING;
  return html`<div class="card wide">
    <h2>Not judged: ${left.length}</h2>
    <ul>
      ${left.map(({ id, reason }) => html`<li><a href="#${id}">${id}</a>: ${reason}</li>`)}
    </ul>
  </div>`;
}
