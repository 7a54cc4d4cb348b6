import { html, nothing, render, type TemplateResult } from 'lit';
import type { ModalPart, ShownModal, User } from '../server/protocol.ts';
import { avatarOf } from './avatars.ts';
import { icons } from './icons.ts';
import { markdown, type Names } from './markdown.ts';
import { lengthOf } from './text.ts';

type Field = Exclude<ModalPart, { kind: 'text' }>;
type Value = string | string[];

interface ModalOptions {
  app: User;
  names: Names;
  /** Sends the form in; true if the bot did not answer. Rejects with what is wrong. */
  submit: (values: Record<string, Value>) => Promise<boolean>;
}

/** A form that the bot has opened, until it is sent in or put away. */
export class ModalDialog {
  readonly #dialog = document.createElement('dialog');
  readonly #modal: ShownModal;
  readonly #options: ModalOptions;
  readonly #values = new Map<string, Value>();
  readonly #problems = new Map<string, string>();
  #failure = '';
  #isBusy = false;

  constructor(modal: ShownModal, options: ModalOptions) {
    this.#modal = modal;
    this.#options = options;
    for (const field of fieldsOf(modal)) {
      this.#values.set(field.customId, field.kind === 'input' ? field.value : field.values);
    }
    this.#dialog.className = 'modal';
    this.#dialog.setAttribute('aria-labelledby', 'modal-title');
    const before = document.activeElement as HTMLElement | null;
    this.#dialog.addEventListener('close', () => {
      this.#dialog.remove();
      // Chromium gives the focus back by itself, but without a caret: nothing could be typed.
      before?.blur();
      before?.focus();
    });
    document.querySelector('#overlays')?.append(this.#dialog);
    this.#render();
    this.#dialog.showModal();
    this.#dialog
      .querySelector<HTMLElement>('.field input, .field textarea, .field button')
      ?.focus();
  }

  #render(): void {
    const { title, parts } = this.#modal;
    const { app } = this.#options;
    render(
      html`<form novalidate @submit=${this.#onSubmit}>
        <header>
          <img src=${avatarOf(app)} alt="" />
          <h2 id="modal-title">${title}</h2>
          <button type="button" class="icon-button" aria-label="Close" @click=${this.#close}>
            ${icons.close}
          </button>
        </header>
        <div class="modal-body">
          ${
            this.#failure === ''
              ? html`<p class="modal-note">
                  This form will be submitted to <strong>${app.displayName}</strong>. Do not share
                  passwords or other sensitive information.
                </p>`
              : html`<p class="modal-failure" role="alert">${this.#failure}</p>`
          }
          ${parts.map((part) => this.#part(part))}
        </div>
        <footer>
          <button type="button" class="button secondary" @click=${this.#close}>Cancel</button>
          <button type="submit" class="button primary" aria-busy=${this.#isBusy}>Submit</button>
        </footer>
      </form>`,
      this.#dialog,
    );
  }

  #part(part: ModalPart): TemplateResult {
    if (part.kind === 'text') {
      return html`<div class="markup">${markdown(part.content, this.#options.names)}</div>`;
    }
    const { customId, label, description, required } = part;
    const problem = this.#problems.get(customId);
    const id = `field-${customId}`;
    return html`<div class="field ${problem === undefined ? '' : 'wrong'}">
      <label for=${id}>${label}${required ? html`<i aria-hidden="true"> *</i>` : nothing}</label>
      ${description ? html`<p id="${id}-about" class="about">${description}</p>` : nothing}
      ${part.kind === 'input' ? this.#input(part, id, problem) : this.#select(part)}
      ${problem === undefined ? nothing : html`<p class="problem" id="${id}-problem" role="alert">${problem}</p>`}
    </div>`;
  }

  #input(
    part: Extract<ModalPart, { kind: 'input' }>,
    id: string,
    problem: string | undefined,
  ): TemplateResult {
    const { customId, placeholder = '', required, maxLength } = part;
    const value = String(this.#values.get(customId));
    const describedBy = problem === undefined ? `${id}-about` : `${id}-problem`;
    const onInput = ({ currentTarget }: Event): void => {
      this.#values.set(customId, (currentTarget as HTMLInputElement).value);
      this.#problems.delete(customId);
      this.#render();
    };
    const length = lengthOf(value);
    return part.isParagraph
      ? html`<textarea
            id=${id}
            rows="3"
            placeholder=${placeholder}
            aria-required=${required}
            aria-invalid=${problem !== undefined}
            aria-describedby=${describedBy}
            .value=${value}
            @input=${onInput}
          ></textarea>
          ${maxLength === undefined ? nothing : html`<span class="length">${length}/${maxLength}</span>`}`
      : html`<input
          id=${id}
          type="text"
          autocomplete="off"
          placeholder=${placeholder}
          aria-required=${required}
          aria-invalid=${problem !== undefined}
          aria-describedby=${describedBy}
          .value=${value}
          @input=${onInput}
        />`;
  }

  #select(part: Extract<ModalPart, { kind: 'select' }>): TemplateResult {
    return html`<select-menu
      .label=${part.label}
      .options=${part.options}
      .values=${this.#values.get(part.customId)}
      .placeholder=${part.placeholder ?? 'Make a selection'}
      .maxValues=${part.maxValues}
      .canBeEmpty=${!part.required}
      @choose=${({ detail }: CustomEvent<string[]>) => {
        this.#values.set(part.customId, detail);
        this.#problems.delete(part.customId);
        this.#render();
      }}
    ></select-menu>`;
  }

  readonly #onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.#isBusy) return;
    this.#problems.clear();
    for (const field of fieldsOf(this.#modal)) {
      const problem = problemOf(field, this.#values.get(field.customId) ?? '');
      if (problem !== undefined) this.#problems.set(field.customId, problem);
    }
    if (this.#problems.size > 0) {
      this.#render();
      this.#dialog.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return;
    }
    this.#isBusy = true;
    this.#render();
    try {
      const failed = await this.#options.submit(Object.fromEntries(this.#values));
      if (!failed) return this.#close();
      this.#failure = 'Something went wrong. Try again.';
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    this.#isBusy = false;
    this.#render();
  };

  readonly #close = (): void => this.#dialog.close();
}

const fieldsOf = ({ parts }: ShownModal): Field[] => parts.filter((part) => part.kind !== 'text');

/** What Discord's client says of a value that it does not send. */
function problemOf(field: Field, value: Value): string | undefined {
  if (typeof value !== 'string') {
    return field.required && value.length === 0 ? 'This field is required.' : undefined;
  }
  if (field.kind !== 'input') return undefined;
  const { required, minLength = 0, maxLength = 4000 } = field;
  if (value.trim() === '') return required ? 'This field is required.' : undefined;
  const length = lengthOf(value);
  if (length < minLength) return `Must be ${minLength} or more in length.`;
  return length > maxLength ? `Must be ${maxLength} or fewer in length.` : undefined;
}
