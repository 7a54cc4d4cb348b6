import { html, LitElement, type TemplateResult } from 'lit';
import { icons } from './icons.ts';

export interface SelectOption {
  label: string;
  value: string;
  description?: string;
}

/** A menu to choose from, in a message or in a form. Tells of a choice with a `choose` event. */
export class SelectMenu extends LitElement {
  static override properties = {
    options: { attribute: false },
    values: { attribute: false },
    label: {},
    placeholder: {},
    maxValues: { type: Number },
    canBeEmpty: { type: Boolean },
    disabled: { type: Boolean },
    _isOpen: { state: true },
    _active: { state: true },
  };
  declare options: SelectOption[];
  /** What is chosen. */
  declare values: string[];
  declare label: string;
  declare placeholder: string;
  declare maxValues: number;
  /** Whether the one choice can be taken back: by choosing it once more. */
  declare canBeEmpty: boolean;
  declare disabled: boolean;
  declare _isOpen: boolean;
  declare _active: number;

  constructor() {
    super();
    this.options = [];
    this.values = [];
    this.label = '';
    this.placeholder = 'Make a selection';
    this.maxValues = 1;
    this.canBeEmpty = false;
    this.disabled = false;
    this._isOpen = false;
    this._active = 0;
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.#close();
    });
  }

  override createRenderRoot(): this {
    return this;
  }

  override render(): TemplateResult {
    const chosen = this.options.filter(({ value }) => this.values.includes(value));
    const text = chosen.map(({ label }) => label).join(', ');
    return html`<button
        type="button"
        class="select-button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded=${this._isOpen}
        aria-label=${[this.label || this.placeholder, text].filter(Boolean).join(': ')}
        ?disabled=${this.disabled}
        @click=${() => (this._isOpen ? this.#close() : this.#open())}
        @keydown=${this.#onKey}
      >
        <span class=${text === '' ? 'placeholder' : ''}>${text || this.placeholder}</span>
        ${icons.chevron}
      </button>
      ${this._isOpen ? this.#list() : ''}`;
  }

  #list(): TemplateResult {
    return html`<ul class="select-list" role="listbox" aria-multiselectable=${this.maxValues > 1}>
      ${this.options.map(
        ({ label, value, description }, index) =>
          html`<li
            role="option"
            class=${index === this._active ? 'active' : ''}
            aria-selected=${this.values.includes(value)}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#choose(index)}
          >
            <span>${label}${description ? html`<small>${description}</small>` : ''}</span>
            ${this.values.includes(value) ? icons.check : ''}
          </li>`,
      )}
    </ul>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (this._isOpen) this.#move(key === 'ArrowDown' ? 1 : -1);
      else this.#open();
    } else if (this._isOpen && (key === 'Enter' || key === ' ')) {
      this.#choose(this._active);
    } else if (this._isOpen && key === 'Escape') {
      // Escape closes the list and not the form around it.
      event.stopPropagation();
      this.#close();
    } else {
      return;
    }
    event.preventDefault();
  };

  #open(): void {
    this._active = Math.max(
      0,
      this.options.findIndex(({ value }) => this.values.includes(value)),
    );
    this._isOpen = true;
  }

  #move(by: number): void {
    const { length } = this.options;
    this._active = (this._active + by + length) % length;
  }

  #choose(index: number): void {
    const value = this.options[index]?.value;
    if (value === undefined) return;
    if (this.maxValues === 1) {
      this.values = this.canBeEmpty && this.values.includes(value) ? [] : [value];
      this.#close();
      this.#tell();
    } else if (this.values.includes(value)) {
      this.values = this.values.filter((other) => other !== value);
    } else if (this.values.length < this.maxValues) {
      this.values = [...this.values, value];
    }
  }

  #close(): void {
    if (!this._isOpen) return;
    this._isOpen = false;
    // Several choices are one answer, which is complete when the list closes.
    if (this.maxValues > 1) this.#tell();
  }

  #tell(): void {
    this.dispatchEvent(new CustomEvent('choose', { detail: this.values }));
  }
}
