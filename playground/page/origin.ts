import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { ShownMessage } from '../server/protocol.ts';
import { CommandType } from './api.ts';
import { avatarOf } from './avatars.ts';
import type { Names } from './markdown.ts';
import { nameOf } from './user.ts';

/** Who used which command, or which message is answered. */
export function origin(message: ShownMessage, names: Names): TemplateResult | typeof nothing {
  const { interaction, target, message_reference: reference } = message;
  const { referenced_message: referenced } = message;
  if (interaction) {
    const metadata = message.interaction_metadata as { command_type?: number } | undefined;
    const isSlash = metadata?.command_type === CommandType.ChatInput;
    return html`<discord-command
      slot="reply"
      .author=${nameOf(interaction.user)}
      .avatar=${avatarOf(interaction.user)}
      .command=${interaction.name}
      .type=${isSlash ? 'slash_command' : 'message_command'}
      .contextUserName=${target ? nameOf(target.author) : ''}
      .contextUserAvatar=${target ? avatarOf(target.author) : ''}
      .contextUserBot=${target?.author.bot ?? false}
      .contextMessageReply=${target ? excerpt(target.content, names) : ''}
      .contextAttachmentReply=${target?.hasFiles ?? false}
      .contextMessageDeleted=${target === null}
    ></discord-command>`;
  }
  if (!reference) return nothing;
  return html`<discord-reply
    slot="reply"
    author=${ifDefined(referenced ? nameOf(referenced.author) : undefined)}
    avatar=${ifDefined(referenced ? avatarOf(referenced.author) : undefined)}
    ?bot=${referenced?.author.bot ?? false}
    ?deleted=${!referenced}
    ?mentions=${message.mentions.some(({ id }) => id === referenced?.author.id)}
    ?attachment=${(referenced?.attachments.length ?? 0) > 0}
    >${referenced ? excerpt(referenced.content, names) : ''}</discord-reply
  >`;
}

/** The beginning of a text, with names for ids and without its marks. */
function excerpt(content: string, names: Names): string {
  const line = content
    .replaceAll(/<@!?(\d+)>/g, (mention, id: string) => `@${names.user(id) ?? mention}`)
    .replaceAll(/<#(\d+)>/g, (mention, id: string) => `#${names.channel(id) ?? mention}`)
    .replaceAll(/[*_~`>#|]+/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line === '' ? 'Click to see attachment' : line.slice(0, 120);
}
