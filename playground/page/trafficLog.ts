import { html, nothing, render, type TemplateResult } from 'lit';
import type { TrafficRecord } from '../server/protocol.ts';
import { sizeText } from './attachments.ts';

const SHOWN_RECORDS = 300;

/** The bot's requests, the newest first. A change of one renders that one only. */
export class TrafficLog {
  readonly #root: HTMLElement;
  readonly #rows = new Map<string, HTMLElement>();

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  put(records: readonly TrafficRecord[]): void {
    for (const record of records) {
      let row = this.#rows.get(record.id);
      if (!row) {
        row = document.createElement('li');
        this.#rows.set(record.id, row);
        this.#root.prepend(row);
      }
      row.className = `request ${record.to} ${outcome(record)}`;
      render(requestView(record), row);
    }
    while (this.#rows.size > SHOWN_RECORDS) this.#dropOldest();
  }

  clear(): void {
    this.#rows.clear();
    this.#root.replaceChildren();
  }

  #dropOldest(): void {
    const [oldest] = this.#rows;
    if (!oldest) return;
    this.#rows.delete(oldest[0]);
    oldest[1].remove();
  }
}

function outcome({ status, stream }: TrafficRecord): string {
  if (stream?.state === 'waiting' || stream?.state === 'streaming') return 'going-on';
  const isCut = stream?.state === 'cut' || stream?.state === 'failed';
  return isCut || status === 0 || status >= 400 ? 'failed' : 'well';
}

function requestView(record: TrafficRecord): TemplateResult {
  const { to, method, route, status, durationMs, requestBytes, budget, stream } = record;
  return html`<span class="to">${to === 'discord' ? 'Discord' : 'Model'}</span>
    <span class="route" title=${route}
      ><b>${method}</b> ${route.replaceAll(/(?:\/:\w+)+/g, '/…')}</span
    >
    <span class="status">${stream?.state === 'cut' ? 'cut' : status || '…'}</span>
    <span class="facts">
      <span>${Math.round(durationMs)} ms</span>
      <span>↑ ${sizeText(requestBytes)}</span>
      ${
        stream
          ? html`<span>↓ ${sizeText(stream.bytes)}</span>
              <span>${stream.chunks} events</span>
              ${
                stream.firstWordsMs === undefined
                  ? nothing
                  : html`<span>first words ${Math.round(stream.firstWordsMs)} ms</span>`
              }`
          : nothing
      }
      ${budget ? budgetView(budget) : nothing}
    </span>`;
}

/** What is left in the bucket of the rate limit: a dot for each request. */
function budgetView({ remaining, limit }: { remaining: number; limit: number }): TemplateResult {
  return html`<span class="budget" role="img" aria-label="${remaining} of ${limit} requests left"
    >${Array.from(
      { length: Math.min(limit, 10) },
      (_, index) => html`<i class=${index < remaining ? 'left' : ''}></i>`,
    )}</span
  >`;
}
