import { type APIMessage, InteractionType, MessageType } from 'discord.js';
import {
  type Channel,
  type LoopbackDiscord,
  type Message,
  type Person,
  Thread,
} from '../discord/index.ts';
import type { House } from '../house.ts';
import { offeredCommands } from './offers.ts';
import type { Scene, ShownChannel, ShownMessage, User } from './protocol.ts';

/** How far back a channel is shown. */
const SHOWN_MESSAGES = 200;

/** Everything that this person sees. */
export function sceneOf(person: Person, house: House): Scene {
  const { discord, cast, bot, model } = house;
  const { botUser } = discord;
  return {
    person: userOf(person),
    language: person.locale,
    people: cast.people.map(userOf),
    app: {
      id: discord.applicationId,
      username: String(botUser['username']),
      displayName: String(botUser['username']),
    },
    guild: { id: cast.guild.id, name: cast.guild.name },
    channels: channelsOf(person, house).map((channel) => shownChannel(channel, person, discord)),
    bot: { state: bot.state },
    speed: model.isSample ? { ...model.speed } : null,
  };
}

function userOf({ id, username, displayName }: Person): User {
  return { id, username, displayName };
}

/** The channels and threads that this person sees, and their DM with the bot. */
export function channelsOf(person: Person, { discord, cast }: House): Channel[] {
  const all = [...cast.channels, ...cast.guild.threads, discord.dmWithBot(person)];
  return all.filter((channel) => channel.isVisibleTo(person));
}

/** A channel or thread as this person's client shows it. */
export function shownChannel(
  channel: Channel,
  person: Person,
  discord: LoopbackDiscord,
): ShownChannel {
  return {
    id: channel.id,
    name: channel.name ?? String(discord.botUser['username']),
    isDirect: !channel.guild,
    ...(channel instanceof Thread && { thread: threadOf(channel, discord) }),
    messages: person
      .sees(channel)
      .filter(isShown)
      .slice(-SHOWN_MESSAGES)
      .map((message) => shownMessage(message, person)),
    commands: offeredCommands(channel, person, discord),
  };
}

function threadOf(thread: Thread, discord: LoopbackDiscord): NonNullable<ShownChannel['thread']> {
  const { parent, ownerId, isPrivate, archived, locked } = thread;
  const owner = discord.people.get(ownerId)?.displayName ?? String(discord.botUser['username']);
  return {
    parentId: parent.id,
    startedBy: owner,
    isPrivate,
    isArchived: archived,
    isLocked: locked,
  };
}

/** A message as this person's client shows it. Files are served by the page's own server. */
export function shownMessage(message: Message, person: Person): ShownMessage {
  const { repliesTo, notice, ephemeral, channel } = message;
  // The message from which a thread was started stands at its beginning as if it were there.
  const isStarter = message.type === MessageType.ThreadStarterMessage && repliesTo !== undefined;
  const said = isStarter ? repliesTo : message;
  return {
    ...(message.toAPI() as unknown as APIMessage),
    ...(isStarter && { message_reference: undefined as never, content: said.content }),
    attachments: said.attachments.map((file) => ({ ...file, url: pathOf(file.url) })) as never,
    embeds: said.embeds.map((embed) => ({
      ...embed,
      ...(embed.image && { image: { ...embed.image, url: fileUrl(embed.image.url, said) } }),
    })),
    ...targetOf(message, person),
    isNotice: notice,
    canDelete: notice || ephemeral || message.person === person || !!channel.guild,
  };
}

/** What an answer to a message command tells of that message. */
function targetOf({ interaction, channel }: Message, person: Person): Pick<ShownMessage, 'target'> {
  const id = interaction?.data['target_id'] as string | undefined;
  if (id === undefined) return {};
  const target = channel.messages.get(id);
  if (!target?.isVisibleTo(person)) return { target: null };
  const { author, content, attachments } = target;
  return { target: { author: author as never, content, hasFiles: attachments.length > 0 } };
}

/** The failure of a button or a form is told there, and not in the channel. */
export function isShown({ notice, interaction }: Message): boolean {
  return !notice || interaction?.type === InteractionType.ApplicationCommand;
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? '';
}

// `attachment://name` is a file of the same message; an image from elsewhere is not fetched.
function fileUrl(url: string, { attachments }: Message): string {
  const file = attachments.find(({ filename }) => url === `attachment://${filename}`);
  return file ? pathOf(file.url) : '';
}
