import { html, nothing, render, type TemplateResult } from 'lit';

export interface PickerItem {
  label: string;
  description?: string;
  /** Stands at the end of the line, such as whose command it is. */
  origin?: string;
  icon?: TemplateResult;
  pick: () => void;
}

export interface PickerContent {
  title: TemplateResult | string;
  items: PickerItem[];
  /** Without, nothing is chosen until the arrow keys are used. */
  active?: number;
}

const LIST_ID = 'picker-list';

/** The list above the composer. The text field keeps the focus; the keys that it does not need move here. */
export class Picker {
  readonly #root: HTMLElement;
  /** The field that is completed. */
  #field: HTMLElement | undefined;
  #content: PickerContent = { title: '', items: [] };
  #active = -1;

  constructor(root: HTMLElement) {
    this.#root = root;
    root.addEventListener('mousedown', (event) => event.preventDefault());
  }

  get isOpen(): boolean {
    return this.#field !== undefined;
  }

  /** Offers these items to complete what is typed into the field. */
  show(field: HTMLElement, content: PickerContent): void {
    if (this.#field !== field) this.hide();
    this.#field = field;
    this.#content = content;
    this.#active = content.active ?? -1;
    field.role = 'combobox';
    field.setAttribute('aria-controls', LIST_ID);
    field.ariaAutoComplete = 'list';
    field.ariaExpanded = 'true';
    this.#render();
  }

  hide(): void {
    const field = this.#field;
    if (!field) return;
    this.#field = undefined;
    field.ariaExpanded = 'false';
    field.removeAttribute('aria-activedescendant');
    render(nothing, this.#root);
  }

  /** Takes the arrow keys, Enter, Tab and Escape; true if the key was for the list. */
  takes({ key, shiftKey }: KeyboardEvent): boolean {
    if (!this.isOpen) return false;
    const { items } = this.#content;
    if (key === 'Escape') {
      this.hide();
      return true;
    }
    if (items.length === 0) return false;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const from = this.#active === -1 && key === 'ArrowUp' ? 0 : this.#active;
      this.#active = (from + (key === 'ArrowDown' ? 1 : -1) + items.length) % items.length;
      this.#render();
      return true;
    }
    const picked = items[this.#active];
    if (!picked || shiftKey || (key !== 'Enter' && key !== 'Tab')) return false;
    picked.pick();
    return true;
  }

  #render(): void {
    const { title, items } = this.#content;
    render(
      html`<div class="picker">
        <div class="picker-title">${title}</div>
        <ul id=${LIST_ID} role="listbox" aria-label="Suggestions">
          ${items.map(
            ({ label, description, origin, icon, pick }, index) =>
              html`<li
                id="picker-${index}"
                role="option"
                class=${index === this.#active ? 'active' : ''}
                aria-selected=${index === this.#active}
                @click=${pick}
                @mousemove=${() => this.#point(index)}
              >
                ${icon ?? nothing}
                <span class="picker-text">
                  <strong>${label}</strong>
                  ${description ? html`<small>${description}</small>` : nothing}
                </span>
                ${origin ? html`<span class="picker-origin">${origin}</span>` : nothing}
              </li>`,
          )}
        </ul>
      </div>`,
      this.#root,
    );
    const active = this.#active === -1 ? null : `picker-${this.#active}`;
    if (active === null) this.#field?.removeAttribute('aria-activedescendant');
    else this.#field?.setAttribute('aria-activedescendant', active);
    this.#root.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  #point(index: number): void {
    if (this.#active === index) return;
    this.#active = index;
    this.#render();
  }
}
