import { html, nothing, render, type TemplateResult } from 'lit';
import {
  type BotStatus,
  type Language,
  LANGUAGES,
  type ModelSpeed,
  type Scene,
  type TrafficRecord,
} from '../server/protocol.ts';
import type { FaultName } from '../server/requests.ts';
import type { Actions } from './actions.ts';
import { icons } from './icons.ts';
import { TrafficLog } from './trafficLog.ts';

interface Fault {
  name: FaultName;
  label: string;
  /** What to watch for, said after the click. */
  effect: string;
}

interface PanelHandlers {
  close: () => void;
  /** The channel that is looked at. */
  channelId: () => string;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'discordError',
    label: 'Discord answers 500',
    effect: 'The next three edits of replies are answered with 500.',
  },
  {
    name: 'modelCutOff',
    label: 'Cut the model off',
    effect: 'The next answer breaks off after some words. Ask something.',
  },
  {
    name: 'modelRateLimited',
    label: 'Model answers 429',
    effect: 'The next question meets an overrun model. Ask something.',
  },
  {
    name: 'deleteReply',
    label: 'Delete the last reply',
    effect: 'The last reply in this channel is gone, as if a moderator had deleted it.',
  },
];

const STATES: Record<BotStatus['state'], string> = {
  starting: 'is starting',
  running: 'is running',
  stopped: 'is not running',
};

/** The side of the page that shows what the bot does, and lets things go wrong. */
export class Panel {
  readonly #root: HTMLElement;
  readonly #knobs = document.createElement('div');
  readonly #actions: Actions;
  readonly #handlers: PanelHandlers;
  readonly #log: TrafficLog;
  #bot: BotStatus = { state: 'running' };
  #speed: ModelSpeed | null = null;
  #reader: Pick<Scene, 'person' | 'language'> | undefined;
  #effect = '';

  constructor(root: HTMLElement, actions: Actions, handlers: PanelHandlers) {
    this.#root = root;
    this.#actions = actions;
    this.#handlers = handlers;
    const list = document.createElement('ol');
    list.className = 'requests';
    list.ariaLabel = 'Requests of the bot, newest first';
    list.tabIndex = 0;
    this.#log = new TrafficLog(list);
    root.append(this.#knobs, list);
    root.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') handlers.close();
    });
  }

  /** Shows or hides it; the server tells of requests only while somebody looks. */
  setOpen(isOpen: boolean): void {
    this.#root.hidden = !isOpen;
    this.watch();
  }

  /** Tells the server whether to tell of requests; again after each connection. */
  watch(): void {
    this.#log.clear();
    this.#actions
      .ask({ type: 'watchTraffic', watch: !this.#root.hidden })
      .catch(this.#actions.complain);
  }

  show({ bot, speed, person, language }: Scene): void {
    this.#bot = bot;
    this.#speed = speed;
    this.#reader = { person, language };
    this.#render();
  }

  showBot(bot: BotStatus): void {
    this.#bot = bot;
    this.#render();
  }

  showTraffic(records: readonly TrafficRecord[]): void {
    this.#log.put(records);
  }

  #render(): void {
    const { state } = this.#bot;
    render(
      html`<header>
          <h2>Under the hood</h2>
          <button
            type="button"
            class="icon-button"
            aria-label="Close"
            @click=${this.#handlers.close}
          >
            ${icons.close}
          </button>
        </header>
        <section aria-label="The bot’s process">
          <p class="bot-state ${state}" role="status">Confidant ${STATES[state]}</p>
          <div class="buttons">
            ${this.#button({ name: 'killBot', label: 'Kill', effect: '' }, state === 'stopped')}
            ${this.#button({ name: 'restartBot', label: 'Restart', effect: '' }, false)}
          </div>
        </section>
        <section>
          <h3>Let something go wrong</h3>
          <div class="buttons">${FAULTS.map((fault) => this.#button(fault, false))}</div>
          <p class="effect" role="status">${this.#effect}</p>
        </section>
        ${this.#speed ? this.#speedKnobs(this.#speed) : nothing}
        ${this.#reader ? this.#languages(this.#reader) : nothing}
        <h3>Requests</h3>`,
      this.#knobs,
    );
  }

  #button({ name, label, effect }: Fault, disabled: boolean): TemplateResult {
    const onClick = async (): Promise<void> => {
      try {
        const channelId = this.#handlers.channelId();
        await this.#actions.ask({ type: 'cause', fault: name, channelId });
        this.#effect = effect;
      } catch (error) {
        this.#effect = error instanceof Error ? error.message : String(error);
      }
      this.#render();
    };
    return html`<button
      type="button"
      class="button ${name === 'killBot' ? 'danger' : 'secondary'}"
      ?disabled=${disabled}
      @click=${onClick}
    >
      ${label}
    </button>`;
  }

  #speedKnobs(speed: ModelSpeed): TemplateResult {
    const knob = (
      label: string,
      unit: string,
      name: keyof ModelSpeed,
      [min, max, step]: [number, number, number],
    ): TemplateResult =>
      html`<label class="knob">
        <span>${label}</span>
        <input
          type="range"
          min=${min}
          max=${max}
          step=${step}
          .value=${String(speed[name])}
          aria-valuetext="${speed[name]} ${unit}"
          @input=${({ currentTarget }: Event) => {
            this.#setSpeed({ ...speed, [name]: Number((currentTarget as HTMLInputElement).value) });
          }}
        />
        <output>${speed[name]} ${unit}</output>
      </label>`;
    return html`<section>
      <h3>The sample coach</h3>
      ${knob('First words after', 'ms', 'firstWordsMs', [0, 5000, 100])}
      ${knob('Writes', 'tokens/s', 'tokensPerSecond', [5, 300, 5])}
    </section>`;
  }

  #languages({ person, language }: Pick<Scene, 'person' | 'language'>): TemplateResult {
    const onChange = ({ currentTarget }: Event): void => {
      const chosen = (currentTarget as HTMLSelectElement).value as Language;
      this.#actions.ask({ type: 'setLanguage', language: chosen }).catch(this.#actions.complain);
    };
    return html`<section>
      <label class="language">
        <span>${person.displayName}’s language</span>
        <select @change=${onChange}>
          ${Object.entries(LANGUAGES).map(
            ([code, name]) =>
              html`<option value=${code} ?selected=${code === language}>${name}</option>`,
          )}
        </select>
      </label>
    </section>`;
  }

  #setSpeed(speed: ModelSpeed): void {
    this.#speed = speed;
    this.#render();
    this.#actions.ask({ type: 'setSpeed', ...speed }).catch(this.#actions.complain);
  }
}
