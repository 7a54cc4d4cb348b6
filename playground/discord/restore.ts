import type { APIMessageTopLevelComponent } from 'discord.js';
import { Channel } from './channel.ts';
import { Guild } from './guild.ts';
import { Interaction } from './interaction.ts';
import { type Attachment, Message } from './message.ts';
import { Person } from './person.ts';
import { continueAfter } from './snowflake.ts';
import type { ChannelState, InteractionState, MessageState, Snapshot } from './snapshot.ts';
import { Thread, type ThreadType } from './thread.ts';
import type { World } from './world.ts';

/** Makes an empty world what the snapshot says. What refers to something that is not there is left out. */
export const restore = (world: World, snapshot: Snapshot): void => {
  const { commands, guilds, people, files, interactions, messages } = snapshot;
  for (const { guildId, commands: list } of commands) {
    world.commands.restore(guildId, list);
  }
  for (const guild of guilds) world.guilds.set(guild.id, new Guild(world, guild));
  for (const person of people) world.people.set(person.id, new Person(world, person));
  for (const { id, ...file } of files) world.files.set(id, file);
  restoreChannels(world, snapshot);
  new Conversation(world, snapshot.url).restore(interactions, messages);
  const ids = [...guilds, ...people, ...snapshot.channels, ...interactions, ...messages, ...files];
  for (const { id } of ids) continueAfter(id);
};

// A thread comes after its channel, below which it was started.
const restoreChannels = (world: World, { channels }: Snapshot): void => {
  for (const state of channels) {
    const channel = state.thread ? threadOf(world, state, state.thread) : channelOf(world, state);
    if (!channel) continue;
    channel.lastMessageId = state.lastMessageId;
    world.addChannel(channel);
  }
};

const channelOf = (world: World, state: ChannelState): Channel => {
  const { id, type, name, guildId, memberIds, hasBot, botBits } = state;
  const guild = guildId === undefined ? undefined : world.guilds.get(guildId);
  const members = memberIds?.flatMap((memberId) => world.people.get(memberId) ?? []);
  const botPermissions = botBits === undefined ? undefined : BigInt(botBits);
  const channel = new Channel({ id, type, name, guild, members, hasBot, botPermissions });
  guild?.channels.push(channel);
  return channel;
};

const threadOf = (
  world: World,
  { id, type, name = '' }: ChannelState,
  { parentId, ...rest }: NonNullable<ChannelState['thread']>,
): Thread | undefined => {
  const parent = world.channels.get(parentId);
  if (!parent) return undefined;
  return new Thread({ ...rest, id, type: type as ThreadType, name, parent });
};

type Made = { at: bigint; make: () => void };

/** Messages and interactions, which refer to each other. */
class Conversation {
  readonly #world: World;
  /** Where attachments were served from. */
  readonly #oldUrl: string;
  readonly #messages = new Map<string, Message>();
  readonly #interactions = new Map<string, Interaction>();

  constructor(world: World, oldUrl: string) {
    this.#world = world;
    this.#oldUrl = oldUrl;
  }

  restore(interactions: readonly InteractionState[], messages: readonly MessageState[]): void {
    // Everything refers to what was there before it: in the order of their ids each finds what it needs.
    const inOrder: Made[] = [
      ...interactions.map((state) => ({ at: BigInt(state.id), make: () => this.#act(state) })),
      ...messages.map((state) => ({ at: BigInt(state.id), make: () => this.#write(state) })),
    ];
    for (const { make } of inOrder.toSorted((a, b) => (a.at < b.at ? -1 : 1))) make();
    for (const { id, originalId, followUpIds } of interactions) {
      const followUps = followUpIds.flatMap((followUpId) => this.#message(followUpId) ?? []);
      this.#interactions.get(id)?.recall(this.#message(originalId), followUps);
    }
  }

  #act(state: InteractionState): void {
    const { id, token, type, data, owners, expiresAt } = state;
    const person = this.#world.people.get(state.personId);
    const channel = this.#world.channels.get(state.channelId);
    if (!person || !channel) return;
    const interaction = new Interaction(this.#world, {
      type,
      person,
      channel,
      owners,
      data: this.#moved(data),
      message: this.#message(state.sourceId),
      openedBy: this.#interaction(state.openedById),
      restored: { id, token, state: state.state, expiresAt },
    });
    this.#interactions.set(id, interaction);
    this.#world.interactions.set(id, interaction);
    this.#world.interactionsByToken.set(token, interaction);
  }

  #write(state: MessageState): void {
    const channel = this.#world.channels.get(state.channelId);
    const person = this.#world.people.get(state.personId ?? '');
    const interaction = this.#interaction(state.interactionId);
    if (!channel || (state.personId !== undefined && !person)) return;
    if (state.interactionId !== undefined && !interaction) return;
    const message = new Message({
      id: state.id,
      channel,
      person,
      author: person?.toAPI() ?? this.#world.botUser,
      type: state.type,
      interaction,
      ...(interaction && !state.notice && { applicationId: this.#world.applicationId }),
      repliesTo: this.#message(state.repliesToId),
      refersTo: this.#world.channels.get(state.refersToId ?? ''),
      forwarded: state.forwarded && this.#moved(state.forwarded),
      notice: state.notice,
      content: state.content,
      embeds: this.#moved(state.embeds),
      components: this.#moved(state.components as unknown as APIMessageTopLevelComponent[]),
      attachments: this.#moved(state.attachments as unknown as Attachment[]),
      mentions: state.mentions,
      flags: state.flags,
      timestamp: state.timestamp,
      editedTimestamp: state.editedTimestamp,
    });
    const thread = this.#world.channels.get(message.id);
    if (thread instanceof Thread) message.thread = thread;
    message.deleted = state.deleted;
    message.dismissed = state.dismissed;
    this.#messages.set(message.id, message);
    if (state.notice) interaction?.person.notices.push(message);
    else if (!state.deleted) channel.messages.set(message.id, message);
  }

  #message(id = ''): Message | undefined {
    return this.#messages.get(id);
  }

  #interaction(id = ''): Interaction | undefined {
    return this.#interactions.get(id);
  }

  /** The same with the addresses that files have now: this Discord has another port than the one before. */
  #moved<T>(value: T): T {
    return JSON.parse(JSON.stringify(value).replaceAll(this.#oldUrl, this.#world.url)) as T;
  }
}
