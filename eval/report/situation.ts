import { labelOf } from '../checks/index.ts';
import { type Contestant, CONTESTANTS, NAMES } from '../contestants.ts';
import { CRITERIA, CRITERION_LABELS } from '../judge/criteria.ts';
import type { Ruling } from '../judge/judge.ts';
import type { Answer, SituationResult } from '../results.ts';
import type { Situation } from '../situation.ts';
import { type Outcome, outcomeOf, whyNotJudged } from '../summary.ts';
import { type Html, html, NOTHING } from './html.ts';
import { markdown } from './markdown.ts';

const OUTCOMES: Record<Outcome | 'unjudged', string> = {
  win: `${NAMES.confidant} preferred`,
  tie: 'no clear preference',
  loss: `${NAMES.baseline} preferred`,
  unjudged: 'not judged',
};

/** One situation: who asks what, both answers side by side, what code and judge say of them. */
export function situationCard(result: SituationResult): Html {
  const { situation, answers, rulings } = result;
  const outcome = outcomeOf(result) ?? 'unjudged';
  const failed = CONTESTANTS.some((name) => answers[name].checks.some(({ passed }) => !passed));
  return html`<article id="${situation.id}" class="${outcome} ${failed ? 'failing' : ''}">
    <header>
      <h3>${situation.title}</h3>
      <span class="badge ${outcome}">${OUTCOMES[outcome]}</span>
      <p class="fine"><code>${situation.id}</code> · ${situation.locale} · ${person(situation)}</p>
    </header>
    ${earlier(situation)}
    <div class="question" lang="${situation.language}">${markdown(situation.question)}</div>
    <details>
      <summary>What a good answer does, and what none may do</summary>
      <ol>
        ${situation.good.map((point) => html`<li>${point}</li>`)}
      </ol>
      <p><b>Never:</b></p>
      <ol>
        ${situation.never.map((point) => html`<li>${point}</li>`)}
      </ol>
    </details>
    <div class="answers">
      ${CONTESTANTS.map((name) => answerColumn(name, answers[name], situation, rulings))}
    </div>
    ${
      outcome === 'unjudged'
        ? html`<p class="notice">Not judged: ${whyNotJudged(result) ?? ''}</p>`
        : NOTHING
    }
    ${rulings.map(verdictLine)}
  </article>`;
}

function person({ profile }: Situation): string {
  const { name, age, gender, pronouns, interests, seeking, tone } = profile;
  const wishes = [
    ...(seeking === undefined ? [] : [`looking for ${seeking}`]),
    ...(tone === undefined ? [] : [`likes it ${tone}`]),
  ];
  const who = [name, age, gender, ...(pronouns === undefined ? [] : [pronouns])].join(', ');
  return [who, interests.join(', '), ...wishes].join(' · ');
}

function earlier({ history, language }: Situation): Html {
  if (history.length === 0) return NOTHING;
  return html`<details lang="${language}">
    <summary>Said before</summary>
    ${history.map(
      ({ question, answer }) =>
        html`<div class="question">${markdown(question)}</div>
          <div class="earlier">${markdown(answer)}</div>`,
    )}
  </details>`;
}

function answerColumn(
  name: Contestant,
  { text, error, checks }: Answer,
  { language }: Situation,
  rulings: readonly Ruling[],
): Html {
  return html`<section class="answer ${name}">
    <h4>${NAMES[name]}</h4>
    <div class="text" lang="${language}">${markdown(text)}</div>
    ${error === null ? NOTHING : html`<p class="notice">No whole answer: ${error}</p>`}
    <ul class="checks">
      ${checks.map(
        ({ check, passed, problem }) =>
          html`<li class="${passed ? 'passed' : 'failed'}">
            ${passed ? '✓' : '✗'} ${labelOf(check)}${passed ? '' : `: ${problem}`}
          </li>`,
      )}
    </ul>
    ${scores(name, rulings)} ${rulings.map((ruling) => reason(name, ruling))}
  </section>`;
}

/** The scores in both orders; one figure where they are the same. */
function scores(name: Contestant, rulings: readonly Ruling[]): Html {
  const given = rulings.flatMap(({ verdict }) => verdict?.assessments[name].scores ?? []);
  if (given.length === 0) return NOTHING;
  return html`<dl>
    ${CRITERIA.map((criterion) => {
      const figures = [...new Set(given.map((one) => one[criterion]))].join(' / ');
      const least = Math.min(...given.map((one) => one[criterion]));
      return html`<div class="score-${least}">
        <dt>${CRITERION_LABELS[criterion]}</dt>
        <dd>${figures}</dd>
      </div>`;
    })}
  </dl>`;
}

function reason(name: Contestant, { first, verdict }: Ruling): Html {
  if (!verdict) return NOTHING;
  const { reason: said, met, broken } = verdict.assessments[name];
  const points = [
    met.length > 0 ? `does ${met.join(', ')}` : 'does none of what a good answer does',
    ...(broken.length > 0 ? [`does what it must not: ${broken.join(', ')}`] : []),
  ].join('; ');
  return html`<p class="reason">
    <span class="fine">Shown ${first === name ? 'first' : 'second'}, ${points}.</span> ${said}
  </p>`;
}

function verdictLine({ first, verdict, attempts }: Ruling): Html {
  if (!verdict) return NOTHING;
  const preferred = verdict.better === 'tie' ? 'a tie' : NAMES[verdict.better];
  const asked = attempts > 1 ? `, asked ${attempts} times` : '';
  return html`<p class="verdict">
    <span class="fine">${NAMES[first]} shown first${asked}:</span> <b>${preferred}.</b>
    ${verdict.why}
  </p>`;
}
