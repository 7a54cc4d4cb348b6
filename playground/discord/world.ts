import { randomBytes } from 'node:crypto';
import {
  ApplicationFlags,
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
} from 'discord.js';
import { Channel } from './channel.ts';
import { Commands } from './commands.ts';
import { Happenings } from './events.ts';
import { type ChosenFile, describeFile, type KeptFile, keptFile } from './files.ts';
import type { Outgoing } from './gateway.ts';
import { Guild, type GuildOptions } from './guild.ts';
import { Interaction, type InteractionInit } from './interaction.ts';
import type { Json } from './json.ts';
import { type Attachment, Message, type MessageInit } from './message.ts';
import { type Nonce, Nonces } from './nonces.ts';
import { interactionPayload } from './payloads.ts';
import { Person, type PersonOptions } from './person.ts';
import type { Snapshot } from './snapshot.ts';
import { snowflake } from './snowflake.ts';
import { Thread } from './thread.ts';
import { Threads } from './threads.ts';

/** What the world is made with. */
export interface WorldOptions {
  acknowledgeWithinMs?: number;
  tokenLifetimeMs?: number;
  /** Whether the application may see the content of every message in servers. */
  messageContent?: boolean;
  /** Whether the application may see who is in servers and threads: the Server Members intent. */
  guildMembers?: boolean;
  /** What was there before. */
  state?: Snapshot | undefined;
}

/** All that exists on this Discord, and what happens to it. Knows no HTTP. */
export abstract class World extends Happenings {
  readonly applicationId: string;
  /** The bot's secret; another one for every new Discord. */
  readonly token: string;
  acknowledgeWithinMs: number;
  tokenLifetimeMs: number;
  readonly messageContent: boolean;
  readonly guildMembers: boolean;
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly people = new Map<string, Person>();
  readonly interactions = new Map<string, Interaction>();
  readonly interactionsByToken = new Map<string, Interaction>();
  /** What the attachments' addresses serve, by the attachment's id. */
  readonly files = new Map<string, KeptFile>();
  readonly commands: Commands;
  readonly threads = new Threads(this);
  readonly nonces = new Nonces();
  /** What went wrong inside this Discord itself; a test expects none. */
  readonly errors: unknown[] = [];
  readonly #dms = new Map<Person, Channel>();

  constructor({
    acknowledgeWithinMs = 3000,
    tokenLifetimeMs = 15 * 60_000,
    messageContent = false,
    guildMembers = false,
    state,
  }: WorldOptions) {
    super();
    this.acknowledgeWithinMs = acknowledgeWithinMs;
    this.tokenLifetimeMs = tokenLifetimeMs;
    this.messageContent = messageContent;
    this.guildMembers = guildMembers;
    this.applicationId = state?.applicationId ?? snowflake();
    this.token = state?.token ?? newToken(this.applicationId);
    this.commands = new Commands(this.applicationId, (guildId) =>
      this.change({ action: 'updated', kind: 'commands', guildId }),
    );
  }

  /** Where attachments are served from. */
  abstract get url(): string;

  /** Hands an event to the bots. */
  abstract dispatch(outgoing: Outgoing): void;

  get botUser(): Json {
    return {
      id: this.applicationId,
      username: 'Confidant',
      global_name: null,
      discriminator: '0000',
      avatar: null,
      avatar_decoration_data: null,
      banner: null,
      bot: true,
      public_flags: 0,
    };
  }

  get applicationFlags(): number {
    return (
      (this.messageContent ? ApplicationFlags.GatewayMessageContent : 0) |
      (this.guildMembers ? ApplicationFlags.GatewayGuildMembers : 0)
    );
  }

  createGuild(options: GuildOptions): Guild {
    const guild = new Guild(this, options);
    this.guilds.set(guild.id, guild);
    if (guild.botInstalled) {
      this.dispatch({
        event: GatewayDispatchEvents.GuildCreate,
        guildId: guild.id,
        data: guild.toGateway(),
        intent: GatewayIntentBits.Guilds,
      });
    }
    this.change({ action: 'created', kind: 'guild', guild });
    return guild;
  }

  createPerson(options: PersonOptions): Person {
    const person = new Person(this, options);
    this.people.set(person.id, person);
    this.change({ action: 'created', kind: 'person', person });
    return person;
  }

  /** The DM channel of this person and the bot. */
  dmWithBot(person: Person): Channel {
    let channel = this.#dms.get(person);
    if (!channel) {
      channel = new Channel({ type: ChannelType.DM, members: [person], hasBot: true });
      this.addChannel(channel);
    }
    return channel;
  }

  /** A private channel without the bot: of two people, or of a group. */
  privateChannel(members: Person[]): Channel {
    const type = members.length > 2 ? ChannelType.GroupDM : ChannelType.DM;
    const channel = new Channel({ type, members, hasBot: false });
    this.addChannel(channel);
    return channel;
  }

  addChannel(channel: Channel): void {
    this.channels.set(channel.id, channel);
    const [person] = channel.context === 1 ? (channel.members ?? []) : [];
    if (person) this.#dms.set(person, channel);
    this.change({ action: 'created', kind: 'channel', channel });
  }

  /** Makes an interaction of what a person did and dispatches it. */
  interact(init: InteractionInit, override: Json = {}): Interaction {
    const interaction = new Interaction(this, init);
    this.interactions.set(interaction.id, interaction);
    this.interactionsByToken.set(interaction.token, interaction);
    interaction.payload = { ...interactionPayload(this.applicationId, interaction), ...override };
    this.redeliver(interaction);
    this.change({ action: 'created', kind: 'interaction', interaction });
    return interaction;
  }

  /** Dispatches the same INTERACTION_CREATE (again). */
  redeliver(interaction: Interaction): void {
    this.dispatch({
      event: GatewayDispatchEvents.InteractionCreate,
      guildId: interaction.channel.guild?.id,
      data: interaction.payload,
    });
  }

  /** Puts a message into its channel and tells the bots that may know; its author, also of the `nonce`. */
  createMessage(init: MessageInit, nonce?: Nonce): Message {
    const message = new Message(init);
    const { channel } = message;
    if (channel instanceof Thread) this.threads.written(channel, message);
    channel.messages.set(message.id, message);
    channel.lastMessageId = message.id;
    const extra = nonce === undefined ? {} : { nonce };
    this.#dispatchMessage(GatewayDispatchEvents.MessageCreate, message, extra);
    this.change({ action: 'created', kind: 'message', message });
    return message;
  }

  /** Announces what an edit made of a message. */
  messageEdited(message: Message): void {
    this.#dispatchMessage(GatewayDispatchEvents.MessageUpdate, message);
    this.change({ action: 'updated', kind: 'message', message });
  }

  removeMessage(message: Message): void {
    const { channel } = message;
    message.deleted = true;
    channel.messages.delete(message.id);
    if (channel.hasBot && !message.ephemeral) {
      this.dispatch({
        event: GatewayDispatchEvents.MessageDelete,
        guildId: channel.guild?.id,
        data: {
          id: message.id,
          channel_id: channel.id,
          ...(channel.guild && { guild_id: channel.guild.id }),
        },
        intent: intentOf(channel),
      });
    }
    this.change({ action: 'deleted', kind: 'message', message });
  }

  /** Keeps a file and gives it an address. */
  store(file: ChosenFile, channel: Channel): Attachment {
    const id = snowflake();
    const kept = keptFile(file);
    this.files.set(id, kept);
    return describeFile(file.name, kept, { id, folder: `${this.url}/attachments/${channel.id}` });
  }

  /** The users that a content mentions, the bot included. */
  mentionsIn(content: string): Json[] {
    const ids = new Set(Array.from(content.matchAll(/<@!?(\d+)>/g), ([, id]) => id as string));
    return Array.from(ids, (id) => this.userOf(id)).filter((user) => user !== undefined);
  }

  /** The bot or a person, as the API shows them. */
  userOf(id: string): Json | undefined {
    return id === this.applicationId ? this.botUser : this.people.get(id)?.toAPI();
  }

  /** The people and channels that a select menu's values name. */
  resolve(ids: readonly string[]): Json {
    const users = ids.flatMap((id) => this.people.get(id) ?? []);
    const channels = ids.flatMap((id) => this.channels.get(id) ?? []);
    return {
      ...(users.length > 0 && {
        users: Object.fromEntries(users.map((user) => [user.id, user.toAPI()])),
      }),
      ...(channels.length > 0 && {
        channels: Object.fromEntries(channels.map((channel) => [channel.id, channel.toAPI()])),
      }),
    };
  }

  /** The message as the bot is shown it when it asks for it. */
  shown(message: Message): Json {
    return this.messageContent ? message.toAPI() : message.toAPI(this.#isAlwaysReadable);
  }

  // What needs no Message Content intent: DMs, the bot's own, and what mentions it.
  readonly #isAlwaysReadable = ({ channel, person, mentions }: Message): boolean =>
    !channel.guild || person === undefined || mentions.some(({ id }) => id === this.applicationId);

  #dispatchMessage(
    event: GatewayDispatchEvents.MessageCreate | GatewayDispatchEvents.MessageUpdate,
    message: Message,
    extra: Json = {},
  ): void {
    const { channel } = message;
    if (!channel.hasBot) return;
    // Discord sends ephemeral messages without their server, as it does those of DMs.
    const guild = message.ephemeral ? undefined : channel.guild;
    const context: Json = {
      channel_type: channel.type,
      ...(guild && { guild_id: guild.id }),
      ...(guild && message.person && { member: guild.member({}) }),
      ...extra,
    };
    if (context['member']) delete (context['member'] as Json)['user'];
    const data = { ...message.toAPI(), ...context };
    const isReduced = ![message, message.repliesTo].every(
      (shown) => !shown || this.#isAlwaysReadable(shown),
    );
    this.dispatch({
      event,
      guildId: guild?.id,
      data,
      intent: guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages,
      ...(isReduced && {
        fullIntent: GatewayIntentBits.MessageContent,
        reduced: { ...message.toAPI(this.#isAlwaysReadable), ...context },
      }),
    });
  }
}

const newToken = (applicationId: string): string => {
  const secret = randomBytes(28).toString('base64url');
  return `${Buffer.from(applicationId).toString('base64url')}.loopback.${secret}`;
};

const intentOf = (channel: Channel): number =>
  channel.guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages;
