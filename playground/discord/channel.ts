import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { Guild } from './guild.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import {
  DIRECT_BITS,
  EVERYONE_BITS,
  type PermissionName,
  permissionBits,
  USER_APP_BITS,
} from './permissions.ts';
import type { Person } from './person.ts';
import { snowflake } from './snowflake.ts';

export interface ChannelInit {
  /** Of a channel that was there before. */
  id?: string | undefined;
  type:
    | ChannelType.GuildText
    | ChannelType.DM
    | ChannelType.GroupDM
    | ChannelType.PublicThread
    | ChannelType.PrivateThread;
  name?: string | undefined;
  guild?: Guild | undefined;
  /** Who can see it; undefined: everybody. */
  members?: Person[] | undefined;
  /** Whether the bot is in it. */
  hasBot: boolean;
  /** What the bot may do in it, in a server. */
  botPermissions?: readonly PermissionName[] | bigint | undefined;
}

/** A place with messages: a text channel, a thread, the DM with the bot, or a private channel of people. */
export class Channel {
  readonly id: string;
  readonly type: ChannelInit['type'];
  name: string | undefined;
  readonly guild: Guild | undefined;
  readonly members: readonly Person[] | undefined;
  /** Every message by id, in order; deleted ones are gone. */
  readonly messages = new Map<string, Message>();
  lastMessageId: string | undefined;
  /** The overwritten permissions of the bot, as bits; `World.setBotPermissions` changes and announces them. */
  botBits: bigint;
  /** Whether the bot is in it, though it may not see it. */
  readonly isOfBot: boolean;

  constructor({ id, type, name, guild, members, hasBot, botPermissions }: ChannelInit) {
    this.id = id ?? snowflake();
    this.type = type;
    this.name = name;
    this.guild = guild;
    this.members = members;
    this.isOfBot = hasBot;
    this.botBits =
      typeof botPermissions === 'bigint'
        ? botPermissions
        : botPermissions
          ? permissionBits(botPermissions)
          : EVERYONE_BITS;
  }

  /** Whether the bot is in it and sees it: else only interactions reach it. */
  get hasBot(): boolean {
    return this.isOfBot && (!this.guild || this.botMay('ViewChannel'));
  }

  /** Whether the bot has all these permissions in it; without a server there are none to have. */
  botMay(...permissions: PermissionName[]): boolean {
    const bits = permissionBits(permissions);
    return (this.botBits & bits) === bits;
  }

  /** Whether the bot may write into it. */
  get botMaySend(): boolean {
    return !this.guild || this.botMay('SendMessages');
  }

  /** What an interaction here says that the app may do. */
  get appPermissions(): bigint {
    if (this.guild?.botInstalled) return this.botBits;
    return this.context === 1 ? DIRECT_BITS : USER_APP_BITS;
  }

  /** 0 in a server, 1 in the DM with the bot, 2 in any other private channel. */
  get context(): 0 | 1 | 2 {
    if (this.guild) return 0;
    return this.isOfBot ? 1 : 2;
  }

  isVisibleTo(person: Person): boolean {
    return this.members?.includes(person) ?? true;
  }

  /** The channel as the API shows it; `except` leaves that person out of the recipients. */
  toAPI({ except }: { except?: Person } = {}): Json {
    const common = {
      id: this.id,
      type: this.type,
      last_message_id: this.lastMessageId ?? null,
      flags: 0,
    };
    if (this.guild) {
      return {
        ...common,
        guild_id: this.guild.id,
        name: this.name,
        topic: null,
        position: this.guild.channels.indexOf(this),
        parent_id: null,
        nsfw: false,
        rate_limit_per_user: 0,
        permission_overwrites: this.#overwrites(this.guild),
      };
    }
    const recipients = (this.members ?? [])
      .filter((person) => person !== except)
      .map((person) => person.toAPI());
    return this.type === ChannelType.DM
      ? { ...common, recipients }
      : {
          ...common,
          recipients,
          name: this.name ?? null,
          icon: null,
          owner_id: recipients[0]?.['id'],
        };
  }

  /** The channel as an interaction carries it. */
  toInteraction(person: Person): Json {
    const channel = this.toAPI(this.context === 2 ? { except: person } : {});
    return this.guild ? { ...channel, permissions: EVERYONE_BITS.toString() } : channel;
  }

  /** How the bot's permissions, and who sees it, differ from those of everybody in the server. */
  #overwrites({ id, botId }: Guild): Json[] {
    const hidden = this.members ? PermissionFlagsBits.ViewChannel : 0n;
    const common = EVERYONE_BITS & ~hidden;
    return [
      ...overwrite(id, 0, 0n, hidden),
      ...overwrite(botId, 1, this.botBits & ~common, common & ~this.botBits),
      ...(this.members ?? []).flatMap((person) => overwrite(person.id, 1, hidden, 0n)),
    ];
  }
}

/** What a role (0) or a user (1) may and may not, if anything differs. */
const overwrite = (id: string, type: 0 | 1, allow: bigint, deny: bigint): Json[] =>
  allow === 0n && deny === 0n ? [] : [{ id, type, allow: allow.toString(), deny: deny.toString() }];
