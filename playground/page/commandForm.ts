import { html, nothing, render, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { live } from 'lit/directives/live.js';
import type { Choice, CommandOption, OfferedCommand } from '../server/protocol.ts';
import { chooseFiles } from './files.ts';
import { icons } from './icons.ts';
import { type Field, type OptionValue, valuesOf } from './optionValues.ts';
import type { Picker, PickerItem } from './picker.ts';
import { Suggestions } from './suggestions.ts';

interface FormHandlers {
  /** Resolves to what the bot suggests for an option, the others being filled like this. */
  suggest: (focused: string, values: Map<string, OptionValue>) => Promise<Choice[]>;
  submit: (command: OfferedCommand, values: Map<string, OptionValue>) => void;
  cancel: () => void;
}

/** A slash command that is being filled in: its name, and a pill for each option. */
export class CommandForm {
  readonly #root: HTMLElement;
  readonly #picker: Picker;
  readonly #command: OfferedCommand;
  readonly #handlers: FormHandlers;
  readonly #fields = new Map<string, Field>();
  readonly #problems = new Map<string, string>();
  readonly #suggestions = new Suggestions();

  constructor(root: HTMLElement, picker: Picker, command: OfferedCommand, handlers: FormHandlers) {
    this.#root = root;
    this.#picker = picker;
    this.#command = command;
    this.#handlers = handlers;
    for (const option of command.options) {
      if (option.required) this.#fields.set(option.name, { text: '' });
    }
    this.#render();
    this.#focusFirst();
  }

  #render(): void {
    const { label, options } = this.#command;
    const shown = options.filter((option) => this.#fields.has(option.name));
    const more = options.length - shown.length;
    const [problem] = this.#problems.values();
    render(
      html`<div class="command-form" role="group" aria-label="/${label}">
          <span class="command-name" tabindex="-1" @keydown=${this.#onNameKey}>/${label}</span>
          ${shown.map((option) => this.#pill(option))}
          ${
            more > 0
              ? html`<button
                  type="button"
                  class="more-options"
                  @click=${this.#offerMore}
                  @blur=${() => this.#picker.hide()}
                  @keydown=${(event: KeyboardEvent) => {
                    if (this.#picker.takes(event)) event.preventDefault();
                  }}
                >
                  +${more} optional
                </button>`
              : nothing
          }
          <button type="button" class="send" aria-label="Run /${label}" @click=${this.#submit}>
            ${icons.send}
          </button>
        </div>
        <p class="command-problem" role="alert">${problem ?? ''}</p>`,
      this.#root,
    );
  }

  #pill(option: CommandOption): TemplateResult {
    const { name, label, kind, required } = option;
    const field = this.#fields.get(name) ?? { text: '' };
    const problem = this.#problems.get(name);
    const common = classMap({ pill: true, wrong: problem !== undefined });
    if (kind === 'attachment') {
      return html`<span class=${common}>
        <span class="pill-name">${label}</span>
        <button
          type="button"
          class="pill-file"
          aria-label="${label}: ${field.text || 'choose a file'}"
          @click=${() => this.#chooseFile(option)}
          @focus=${(event: Event) => this.#explain(event.currentTarget as HTMLElement, option)}
          @keydown=${(event: KeyboardEvent) => this.#onKey(event, option)}
        >
          ${field.text || 'Choose a file'}
        </button>
      </span>`;
    }
    return html`<label class=${common}>
      <span class="pill-name">${label}</span>
      <textarea
        rows="1"
        aria-label=${label}
        aria-required=${required}
        aria-invalid=${problem !== undefined}
        enterkeyhint="send"
        autocomplete="off"
        .value=${live(field.text)}
        @input=${(event: Event) => this.#onInput(event.currentTarget as HTMLTextAreaElement, option)}
        @focus=${(event: Event) => this.#explain(event.currentTarget as HTMLElement, option)}
        @blur=${() => {
          this.#suggestions.forget();
          this.#picker.hide();
        }}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event, option)}
      ></textarea>
    </label>`;
  }

  #onInput(input: HTMLTextAreaElement, option: CommandOption): void {
    this.#fields.set(option.name, { text: input.value });
    this.#problems.delete(option.name);
    this.#render();
    this.#explain(input, option);
  }

  #onKey(event: KeyboardEvent, option: CommandOption): void {
    if (event.isComposing) return;
    if (this.#picker.takes(event)) {
      event.preventDefault();
      return;
    }
    const { text } = this.#fields.get(option.name) ?? { text: '' };
    if (event.key === 'Enter' && !event.shiftKey && option.kind !== 'attachment') {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      this.#handlers.cancel();
    } else if (event.key === 'Backspace' && text === '') {
      event.preventDefault();
      this.#removeLast(option);
    }
  }

  readonly #onNameKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === 'Enter') this.#submit();
    else if (key === 'Backspace' || key === 'Escape') this.#handlers.cancel();
    else return;
    event.preventDefault();
  };

  /** Takes an empty optional option away again; from a required one, back to the text. */
  #removeLast(option: CommandOption): void {
    if (option.required) {
      this.#handlers.cancel();
      return;
    }
    this.#fields.delete(option.name);
    this.#problems.delete(option.name);
    this.#render();
    this.#focusLast();
  }

  /** Says what the option is for and offers its choices; for free text, the other options. */
  #explain(field: HTMLElement, option: CommandOption): void {
    const { name, label, description, kind, choices } = option;
    const title = html`<strong>${label}</strong> ${description}`;
    if (kind !== 'choice') {
      this.#picker.show(field, { title, items: this.#moreItems() });
      if (option.isSuggested) this.#suggest(field, option, title);
      return;
    }
    const { text = '', value } = this.#fields.get(name) ?? {};
    const typed = value === undefined ? text.toLowerCase() : '';
    const items = choices
      .filter((choice) => choice.name.toLowerCase().startsWith(typed))
      .map((choice): PickerItem => ({
        label: choice.name,
        pick: () => this.#fill(option, { text: choice.name, value: choice.value }),
      }));
    if (value === undefined) this.#picker.show(field, { title, items, active: 0 });
    else this.#picker.show(field, { title, items });
  }

  /** Offers what the bot suggests for what is typed; a suggestion that was picked stays as it is. */
  #suggest(field: HTMLElement, option: CommandOption, title: TemplateResult): void {
    const { text = '', value } = this.#fields.get(option.name) ?? {};
    if (value !== undefined) return;
    const others = this.#command.options.filter(({ name }) => name !== option.name);
    const { values } = valuesOf(others, this.#fields);
    const load = () => this.#handlers.suggest(option.name, values.set(option.name, text));
    this.#suggestions.ask(load, (choices) => {
      if (!choices) {
        const failed = html`${title} <em>Loading options failed</em>`;
        this.#picker.show(field, { title: failed, items: [] });
        return;
      }
      const items = choices.map((choice): PickerItem => ({
        label: choice.name,
        pick: () => this.#fill(option, { text: choice.name, value: choice.value }),
      }));
      if (items.length > 0) this.#picker.show(field, { title, items, active: 0 });
    });
  }

  #moreItems(): PickerItem[] {
    return this.#command.options
      .filter(({ name }) => !this.#fields.has(name))
      .map((option) => ({
        label: option.label,
        description: option.description,
        pick: () => this.#add(option),
      }));
  }

  readonly #offerMore = ({ currentTarget }: Event): void => {
    const items = this.#moreItems();
    const [only] = items;
    if (items.length === 1 && only) return only.pick();
    this.#picker.show(currentTarget as HTMLElement, { title: 'Optional', items, active: 0 });
  };

  #add(option: CommandOption): void {
    this.#picker.hide();
    this.#fields.set(option.name, { text: '' });
    this.#render();
    this.#focusLast(option.label);
  }

  #fill(option: CommandOption, field: Field): void {
    this.#fields.set(option.name, field);
    this.#problems.delete(option.name);
    this.#suggestions.forget();
    this.#render();
    this.#picker.hide();
  }

  async #chooseFile(option: CommandOption): Promise<void> {
    const [file] = await chooseFiles({ several: false });
    if (file) this.#fill(option, { text: file.name, value: file });
  }

  readonly #submit = (): void => {
    const { values, problems } = valuesOf(this.#command.options, this.#fields);
    this.#problems.clear();
    for (const [name, problem] of problems) this.#problems.set(name, problem);
    this.#suggestions.forget();
    this.#render();
    if (this.#problems.size > 0) {
      this.#root.querySelector<HTMLElement>('.wrong textarea, .wrong button')?.focus();
      return;
    }
    this.#picker.hide();
    this.#handlers.submit(this.#command, values);
  };

  #focusFirst(): void {
    const first = this.#root.querySelector<HTMLElement>('.pill textarea, .pill button');
    (first ?? this.#root.querySelector<HTMLElement>('.command-name'))?.focus();
  }

  /** Focuses an option's field; without a label the last one. */
  #focusLast(label?: string): void {
    const fields = [...this.#root.querySelectorAll<HTMLElement>('.pill textarea, .pill button')];
    const named = fields.find(
      ({ ariaLabel }) => label !== undefined && ariaLabel?.startsWith(label),
    );
    const last = named ?? fields.at(-1) ?? this.#root.querySelector<HTMLElement>('.command-name');
    last?.focus();
  }
}
