import type { APIThreadChannel } from 'discord.js';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownMessage } from '../server/protocol.ts';
import type { Actions } from './actions.ts';
import { MessageFlags, MessageType } from './api.ts';
import { attachment } from './attachments.ts';
import { avatarOf } from './avatars.ts';
import { actionRow } from './components.ts';
import { embed } from './embed.ts';
import { icons } from './icons.ts';
import { markdown } from './markdown.ts';
import { origin } from './origin.ts';
import { systemMessage } from './systemMessage.ts';
import { threadLink } from './threadLink.ts';
import { clockTime, dayName, messageTime } from './time.ts';
import { nameOf } from './user.ts';

/** How a message stands among its neighbours. */
export interface Standing {
  /** It goes on with what the same author said just before: no picture and name again. */
  isContinued: boolean;
  /** It is the first of its day. */
  beginsDay: boolean;
}

export const isEphemeral = ({ flags, isNotice }: ShownMessage): boolean =>
  isNotice || (Number(flags) & MessageFlags.Ephemeral) !== 0;

const SAID = new Set<number>([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

/** Somebody said it; else Discord tells of something. */
export const isSaid = ({ type }: ShownMessage): boolean => SAID.has(type);

const isThinking = ({ flags }: ShownMessage): boolean =>
  (Number(flags) & MessageFlags.Loading) !== 0;

/** One message, with Skyra's components. */
export function messageView(
  message: ShownMessage,
  { isContinued, beginsDay }: Standing,
  actions: Actions,
): TemplateResult {
  const { timestamp } = message;
  return html`${
    beginsDay
      ? html`<div class="day" role="separator"><span>${dayName(timestamp)}</span></div>`
      : nothing
  }
  ${systemMessage(message, actions) ?? saidMessage(message, isContinued, actions)}`;
}

function saidMessage(
  message: ShownMessage,
  isContinued: boolean,
  actions: Actions,
): TemplateResult {
  const { author, content, timestamp, embeds, components = [], attachments, thread } = message;
  return html`<div class="message-line">
    <discord-message
      .author=${nameOf(author)}
      .avatar=${avatarOf(author)}
      .bot=${author.bot ?? false}
      .edited=${message.edited_timestamp !== null && !isThinking(message)}
      .messageBodyOnly=${isContinued}
      .timestamp=${isContinued ? clockTime(timestamp) : messageTime(timestamp)}
    >
      ${origin(message, actions.names)}
      <span class="markup ${message.isNotice ? 'notice' : ''}"
        >${isThinking(message) ? thinking(message) : markdown(content, actions.names)}</span
      >
      ${
        attachments.length > 0
          ? html`<div slot="attachments" class="attachments">${attachments.map(attachment)}</div>`
          : nothing
      }
      ${embeds.map((data) => embed(data, actions.names))}
      <div slot="components">
        ${components.map((row) => actionRow(row, message, actions))}
        ${thread ? threadLink(thread as APIThreadChannel, actions) : nothing}
        <p class="failure" role="alert">This interaction failed</p>
        ${isEphemeral(message) ? onlyYou(message, actions) : nothing}
      </div>
    </discord-message>
    <button
      type="button"
      class="more"
      aria-label="More"
      aria-haspopup="menu"
      @click=${({ currentTarget }: Event) =>
        actions.openMessageMenu(message, currentTarget as Element)}
    >
      ${icons.dots}
    </button>
  </div>`;
}

function thinking({ author }: ShownMessage): TemplateResult {
  return html`<span class="thinking"
    ><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${nameOf(author)} is
    thinking…</span
  >`;
}

function onlyYou(
  { id, channel_id: channelId }: ShownMessage,
  { ask, complain }: Actions,
): TemplateResult {
  const dismiss = (): void => {
    ask({ type: 'deleteMessage', channelId, messageId: id }).catch(complain);
  };
  return html`<div class="only-you">
    ${icons.eye} Only you can see this •
    <button type="button" class="link" @click=${dismiss}>Dismiss message</button>
  </div>`;
}
