import { html, type TemplateResult } from 'lit';
import type { ShownMessage } from '../server/protocol.ts';
import type { Actions } from './actions.ts';
import { MessageType } from './api.ts';
import { icons } from './icons.ts';
import { messageTime } from './time.ts';
import { nameOf } from './user.ts';

interface Notice {
  icon: TemplateResult;
  words: TemplateResult;
}

/** Words of Discord's own about what somebody did to a channel; undefined for what people and bots say. */
export function systemMessage(message: ShownMessage, actions: Actions): TemplateResult | undefined {
  const notice = noticeOf(message, actions);
  if (!notice) return undefined;
  return html`<div class="system" role="article">
    ${notice.icon}
    <span><strong>${nameOf(message.author)}</strong> ${notice.words}</span>
    <time>${messageTime(message.timestamp)}</time>
  </div>`;
}

function noticeOf(message: ShownMessage, { names }: Actions): Notice | undefined {
  const { type, content, mentions, author, message_reference: reference } = message;
  const [person] = mentions;
  const who = person ? nameOf(person) : 'somebody';
  const kind: number = type;
  switch (kind) {
    case MessageType.RecipientAdd:
      return {
        icon: icons.arrowRight,
        words: html`added <strong>${who}</strong> to the thread.`,
      };
    case MessageType.RecipientRemove:
      return {
        icon: icons.arrowLeft,
        words:
          person?.id === author.id
            ? html`left the thread.`
            : html`removed <strong>${who}</strong> from the thread.`,
      };
    case MessageType.ChannelNameChange:
      return {
        icon: icons.pencil,
        words: html`changed the thread name: <strong>${content}</strong>`,
      };
    case MessageType.ThreadCreated:
      return {
        icon: icons.thread,
        words: html`started a thread:
          <button
            type="button"
            class="link"
            @click=${() => names.openChannel(reference?.channel_id ?? '')}
          >
            ${content}</button
          >.`,
      };
    default:
      return undefined;
  }
}
