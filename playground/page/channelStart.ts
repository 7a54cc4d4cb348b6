import { html, type TemplateResult } from 'lit';
import type { ShownChannel, User } from '../server/protocol.ts';
import { avatarOf } from './avatars.ts';
import { icons } from './icons.ts';

/** What stands above a channel's first message. */
export function channelStart({ name, isDirect }: ShownChannel, app: User): TemplateResult {
  if (isDirect) {
    return html`<img class="start-icon" src=${avatarOf(app)} alt="" />
      <h1>${name}</h1>
      <p>
        This is the beginning of your direct message history with <strong>${name}</strong>. Type
        <kbd>/</kbd> to see what it can do.
      </p>`;
  }
  return html`<div class="start-icon">${icons.hash}</div>
    <h1>Welcome to #${name}!</h1>
    <p>
      This is the start of the #${name} channel. Type <kbd>/</kbd> to see what Confidant can do;
      <code>/profile setup</code> is a good beginning.
    </p>`;
}
