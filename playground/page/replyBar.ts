import { html, type TemplateResult } from 'lit';
import type { ShownMessage } from '../server/protocol.ts';
import { icons } from './icons.ts';
import { nameOf } from './user.ts';

/** The message that is being answered, and whether its author is pinged. */
export interface ReplyTarget {
  message: ShownMessage;
  pingsAuthor: boolean;
}

/** What stands above the text field while a message is being answered. */
export function replyBar(
  { message, pingsAuthor }: ReplyTarget,
  on: { togglePing: () => void; cancel: () => void },
): TemplateResult {
  return html`<div class="reply-bar">
    <span>Replying to <strong>${nameOf(message.author)}</strong></span>
    <button
      type="button"
      class="ping"
      aria-pressed=${pingsAuthor}
      aria-label="Ping ${nameOf(message.author)}"
      title=${pingsAuthor ? 'They are notified. Click to reply silently.' : 'They are not notified.'}
      @click=${on.togglePing}
    >
      @ ${pingsAuthor ? 'ON' : 'OFF'}
    </button>
    <button type="button" class="cancel" aria-label="Cancel the reply" @click=${on.cancel}>
      ${icons.close}
    </button>
  </div>`;
}
