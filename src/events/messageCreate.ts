import { ChannelType, Events, type Message, type OmitPartialGroupDMChannel } from 'discord.js';
import type { Event } from './index.ts';

/**
 * Someone wrote to the bot: in its direct messages every message is a question, elsewhere those that mention it or
 * reply to it. Those are the messages whose content Discord shows without a privileged intent; who writes others in the
 * thread of a rehearsal is told so.
 */
export const messageCreate: Event<Events.MessageCreate> = {
  name: Events.MessageCreate,

  async execute(context, message) {
    if (message.author.bot || message.system) return;
    const { inbox, unheard } = context;
    await (isAddressed(message) ? inbox : unheard).take(message, context);
  },
};

function isAddressed({ channel, mentions, client }: OmitPartialGroupDMChannel<Message>): boolean {
  if (channel.type === ChannelType.DM) return true;
  // A reply without the ping carries no content: its writer is told so.
  return mentions.users.has(client.user.id) || mentions.repliedUser?.id === client.user.id;
}
