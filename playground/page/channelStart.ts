import { html, nothing, type TemplateResult } from 'lit';
import type { ShownChannel, User } from '../server/protocol.ts';
import { avatarOf } from './avatars.ts';
import { icons } from './icons.ts';

/** What stands above a channel's first message. */
export function channelStart({ name, isDirect, thread }: ShownChannel, app: User): TemplateResult {
  if (isDirect) {
    return html`<img class="start-icon" src=${avatarOf(app)} alt="" />
      <h1>${name}</h1>
      <p>
        This is the beginning of your direct message history with <strong>${name}</strong>. Type
        <kbd>/</kbd> to see what it can do.
      </p>`;
  }
  if (thread) {
    return html`<div class="start-icon">${thread.isPrivate ? icons.lock : icons.thread}</div>
      <h1>${name}</h1>
      <p>
        Started by <strong>${thread.startedBy}</strong>.
        ${thread.isPrivate ? 'Only those who were added to this private thread can see it.' : nothing}
      </p>`;
  }
  return html`<div class="start-icon">${icons.hash}</div>
    <h1>Welcome to #${name}!</h1>
    <p>
      This is the start of the #${name} channel. Type <kbd>/</kbd> to see what Confidant can do;
      <code>/profile setup</code> is a good beginning.
    </p>`;
}
