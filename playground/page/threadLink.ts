import type { APIThreadChannel } from 'discord.js';
import { html, type TemplateResult } from 'lit';
import type { Actions } from './actions.ts';
import { icons } from './icons.ts';

/** Leads from a message to the thread that was started from it. */
export function threadLink({ id, name }: APIThreadChannel, { names }: Actions): TemplateResult {
  return html`<button
    type="button"
    class="thread-link"
    aria-label="Open the thread ${name}"
    @click=${() => names.openChannel(id)}
  >
    ${icons.thread}<strong>${name}</strong>
    <span>See Thread ›</span>
  </button>`;
}
