import {
  ChannelType,
  InteractionContextType,
  type Message,
  type RepliableInteraction,
} from 'discord.js';
import type { ReplyLocation } from '../../models/turn.ts';
import { insist } from '../../services/reply/backoff.ts';
import { ChannelSurface } from '../../services/reply/channelSurface.ts';
import type { InteractionSurface, Visibility } from '../../services/reply/interactionSurface.ts';
import type { MessageBody } from '../../services/reply/surface.ts';
import type { CommandContext } from '../context.ts';
import { type MessageSurface, wrapped } from './wrappedSurface.ts';

/** Where somebody is answered: in the reply to an interaction, or in a message that answers theirs. */
export interface ReplyPlace {
  userId: string;
  /** The Discord locale in whose language the bot's own words are. */
  locale: string;
  surface: MessageSurface;
  /** Where that is, as it is stored. */
  location: ReplyLocation;
  /** Whether others than the asker read it there. */
  isPublic: boolean;
  /**
   * Shows a message in place of the reply, or one more (`part` 1), to the asker alone where that is possible; tried as
   * long as an answer is.
   */
  note: (body: MessageBody, part: number) => Promise<void>;
  /** Where the reply may go on when its surface expires; undefined if nowhere. */
  elsewhere?: () => Promise<{ channelId: string; surface: ChannelSurface } | undefined>;
}

/**
 * Who reads a reply. In the bot's DM it is an ordinary message; everywhere else, other private channels
 * included, only the asker sees it unless they say otherwise.
 */
export function visibilityOf(interaction: RepliableInteraction, isPrivate: boolean): Visibility {
  const { context, channel } = interaction;
  const inBotDm =
    context === null ? channel?.type === ChannelType.DM : context === InteractionContextType.BotDM;
  if (inBotDm) return 'direct';
  return isPrivate ? 'ephemeral' : 'public';
}

/** The reply to an interaction, on its surface. */
export function interactionPlace(
  surface: InteractionSurface,
  interaction: RepliableInteraction,
  visibility: Visibility,
  context: CommandContext,
): ReplyPlace {
  return {
    userId: interaction.user.id,
    locale: interaction.locale,
    surface,
    location: {
      channelId: interaction.channelId ?? '',
      messageIds: [...surface.messageIds],
      interactionToken: interaction.token,
      ephemeral: visibility === 'ephemeral',
      locale: interaction.locale,
      after: null,
    },
    isPublic: visibility === 'public',
    note: (body, part) => surface.showPrivately(part, body, context.stopping),
    elsewhere: () => elsewhereOf(interaction, visibility, context),
  };
}

/** The same place, where nothing is shown until something else is; what is asked there does not wait. */
export function placeAfter(place: ReplyPlace, before: Promise<void>): ReplyPlace {
  const { surface, note } = place;
  return {
    ...place,
    surface: wrapped(surface, async (part, body) => {
      await before;
      return surface.show(part, body);
    }),
    note: async (body, part) => {
      await before;
      await note(body, part);
    },
  };
}

/** What is known of a message to be answered, whether it is still there or not. */
type Asked = Pick<Message, 'id' | 'channelId'> & {
  channel: Pick<Message['channel'], 'type'>;
  author: Pick<Message['author'], 'id'>;
};

/**
 * A message that answers this one.
 * @param nonce what tells it from another one of the bot that answers the same, if there is to be one
 */
export function messagePlace(
  { id, channelId, channel, author }: Asked,
  locale: string,
  { channelRest, requestBudget, stopping: signal }: CommandContext,
  nonce?: string,
): ReplyPlace {
  const surface = new ChannelSurface(channelRest, requestBudget, channelId, id, [], nonce);
  return {
    userId: author.id,
    locale,
    surface,
    location: {
      channelId,
      messageIds: [],
      interactionToken: null,
      ephemeral: false,
      locale,
      after: null,
    },
    isPublic: channel.type !== ChannelType.DM,
    note: async (body, part) => {
      await insist(() => surface.show(part, body), { until: surface.expiresAt, signal });
    },
  };
}

/**
 * Where a reply goes on when the interaction's token has had its time: in ordinary messages, for the same
 * readers. Undefined where the bot may not write.
 */
async function elsewhereOf(
  { channelId, user }: RepliableInteraction,
  visibility: Visibility,
  { channelRest, requestBudget }: CommandContext,
): Promise<{ channelId: string; surface: ChannelSurface } | undefined> {
  const place = (id: string) => ({
    channelId: id,
    surface: new ChannelSurface(channelRest, requestBudget, id),
  });
  if (visibility !== 'ephemeral') {
    return channelId ? place(channelId) : undefined;
  }
  // The private place that the bot and the asker share.
  const dm = await user.createDM().catch(() => undefined);
  return dm && place(dm.id);
}
