import { ApplicationCommandType, ChannelType, InteractionType, MessageType } from 'discord.js';
import { z } from 'zod';
import type { Channel } from './channel.ts';
import type { Interaction } from './interaction.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import { Thread } from './thread.ts';
import type { World } from './world.ts';

/** How many messages of a channel are kept. */
const KEPT_MESSAGES = 500;

const id = z.string().regex(/^\d{17,20}$/);
const json = z.record(z.string(), z.unknown());
const timestamp = z.iso.datetime();

const command = z.looseObject({ id, name: z.string(), type: z.enum(ApplicationCommandType) });

const guild = z.object({
  id,
  name: z.string(),
  botInstalled: z.boolean(),
  locale: z.string(),
  ownerId: id,
  joinedAt: timestamp,
});

const person = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  locale: z.string(),
  userInstalled: z.boolean(),
  acceptsDirectMessages: z.boolean(),
  uploadLimit: z.number().optional(),
});

const thread = z.object({
  parentId: id,
  ownerId: id,
  createdAt: timestamp,
  archiveTimestamp: timestamp,
  archived: z.boolean(),
  locked: z.boolean(),
  invitable: z.boolean(),
  autoArchiveDuration: z.number(),
  totalMessageSent: z.number(),
  joined: z.array(z.tuple([id, timestamp])),
});

const channel = z.object({
  id,
  type: z
    .enum(ChannelType)
    .extract(['GuildText', 'DM', 'GroupDM', 'PublicThread', 'PrivateThread']),
  name: z.string().optional(),
  guildId: id.optional(),
  /** Everybody can see it when there is no list. */
  memberIds: z.array(id).optional(),
  hasBot: z.boolean(),
  /** Its permissions as a number in text; without, those of everybody. */
  botBits: z.string().regex(/^\d+$/).optional(),
  thread: thread.optional(),
  lastMessageId: id.optional(),
});

const interaction = z.object({
  id,
  token: z.string(),
  type: z.enum(InteractionType),
  personId: id,
  channelId: id,
  data: json,
  owners: z.record(z.string(), z.string()),
  sourceId: id.optional(),
  openedById: id.optional(),
  state: z.enum(['pending', 'acknowledged', 'deferred', 'failed']),
  expiresAt: z.number(),
  originalId: id.optional(),
  followUpIds: z.array(id),
});

const message = z.object({
  id,
  channelId: id,
  /** Without one, the bot wrote it. */
  personId: id.optional(),
  type: z.enum(MessageType),
  interactionId: id.optional(),
  repliesToId: id.optional(),
  refersToId: id.optional(),
  forwarded: z.object({ reference: json, snapshot: json }).optional(),
  notice: z.boolean(),
  content: z.string(),
  embeds: z.array(json),
  components: z.array(json),
  attachments: z.array(
    z.looseObject({ id, filename: z.string(), size: z.number(), url: z.string() }),
  ),
  mentions: z.array(json),
  flags: z.int(),
  deleted: z.boolean(),
  dismissed: z.boolean(),
  timestamp,
  editedTimestamp: timestamp.nullable(),
});

const snapshot = z.object({
  /** Of this form; another one is not understood. */
  version: z.literal(1),
  /** Where attachments were served from. */
  url: z.string(),
  applicationId: id,
  token: z.string(),
  commands: z.array(z.object({ guildId: id.optional(), commands: z.array(command) })),
  guilds: z.array(guild),
  people: z.array(person),
  channels: z.array(channel),
  interactions: z.array(interaction),
  messages: z.array(message),
  files: z.array(
    z.object({
      id,
      contentType: z.string(),
      data: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
    }),
  ),
});

/** All that is to be there again after a restart; plain data but for the files' bytes. */
export type Snapshot = z.infer<typeof snapshot>;
export type InteractionState = z.infer<typeof interaction>;
export type ChannelState = z.infer<typeof channel>;
export type MessageState = z.infer<typeof message>;

/** @throws when the value is no snapshot of this version */
export const parseSnapshot = (value: unknown): Snapshot => snapshot.parse(value);

/** What there is in the world now. */
export const takeSnapshot = (world: World): Snapshot => {
  const found = new Found();
  for (const { messages } of world.channels.values()) {
    for (const kept of [...messages.values()].slice(-KEPT_MESSAGES)) found.message(kept);
  }
  for (const { notices } of world.people.values()) {
    for (const notice of notices.slice(-KEPT_MESSAGES)) found.message(notice);
  }
  for (const waiting of world.interactions.values()) {
    if (!waiting.isTokenExpired) found.interaction(waiting);
  }
  return {
    version: 1,
    url: world.url,
    applicationId: world.applicationId,
    token: world.token,
    commands: Array.from(world.commands.byScope, ([guildId, commands]) => ({
      guildId,
      commands: [...commands],
    })),
    guilds: Array.from(world.guilds.values(), ({ id: guildId, name, ...rest }) => ({
      id: guildId,
      name,
      botInstalled: rest.botInstalled,
      locale: rest.locale,
      ownerId: rest.ownerId,
      joinedAt: rest.joinedAt,
    })),
    people: Array.from(world.people.values(), (one) => ({
      id: one.id,
      username: one.username,
      displayName: one.displayName,
      locale: one.locale,
      userInstalled: one.userInstalled,
      acceptsDirectMessages: one.acceptsDirectMessages,
      uploadLimit: one.uploadLimit,
    })),
    channels: Array.from(world.channels.values(), channelState),
    interactions: Array.from(found.interactions, interactionState),
    messages: Array.from(found.messages, messageState),
    files: Array.from(world.files, ([fileId, file]) => ({ id: fileId, ...file })),
  };
};

/** Collects messages and interactions together with what they refer to. */
class Found {
  readonly messages = new Set<Message>();
  readonly interactions = new Set<Interaction>();

  message(one: Message | undefined): void {
    if (!one || this.messages.has(one)) return;
    this.messages.add(one);
    this.message(one.repliesTo);
    this.interaction(one.interaction);
  }

  interaction(one: Interaction | undefined): void {
    if (!one || this.interactions.has(one)) return;
    this.interactions.add(one);
    this.message(one.source);
    this.message(one.original);
    for (const followUp of one.followUps) this.message(followUp);
    this.interaction(one.openedBy);
  }
}

const channelState = (one: Channel): ChannelState => ({
  id: one.id,
  type: one.type,
  name: one.name,
  guildId: one.guild?.id,
  memberIds: one.members?.map((member) => member.id),
  hasBot: one.isOfBot,
  botBits: one.botBits.toString(),
  ...(one instanceof Thread && { thread: threadState(one) }),
  lastMessageId: one.lastMessageId,
});

const threadState = (one: Thread): ChannelState['thread'] => ({
  parentId: one.parent.id,
  ownerId: one.ownerId,
  createdAt: one.createdAt,
  archiveTimestamp: one.archiveTimestamp,
  archived: one.archived,
  locked: one.locked,
  invitable: one.invitable,
  autoArchiveDuration: one.autoArchiveDuration,
  totalMessageSent: one.totalMessageSent,
  joined: [...one.joined],
});

const interactionState = (one: Interaction): InteractionState => ({
  id: one.id,
  token: one.token,
  type: one.type,
  personId: one.person.id,
  channelId: one.channel.id,
  data: one.data,
  owners: one.owners,
  sourceId: one.source?.id,
  openedById: one.openedBy?.id,
  state: one.state,
  expiresAt: one.expiresAt,
  originalId: one.original?.id,
  followUpIds: one.followUps.map((followUp) => followUp.id),
});

const messageState = (one: Message): MessageState => ({
  id: one.id,
  channelId: one.channel.id,
  personId: one.person?.id,
  type: one.type,
  interactionId: one.interaction?.id,
  repliesToId: one.repliesTo?.id,
  refersToId: one.refersTo?.id,
  forwarded: one.forwarded,
  notice: one.notice,
  content: one.sentContent,
  embeds: one.embeds as unknown as Json[],
  components: one.components as unknown as Json[],
  attachments: one.attachments as unknown as MessageState['attachments'],
  mentions: one.mentions,
  flags: one.flags,
  deleted: one.deleted,
  dismissed: one.dismissed,
  timestamp: one.timestamp,
  editedTimestamp: one.editedTimestamp,
});
