import {
  ChannelType,
  GatewayDispatchEvents,
  GatewayIntentBits,
  PermissionFlagsBits,
} from 'discord.js';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import type { Person } from './person.ts';
import { snowflake } from './snowflake.ts';
import type { World } from './world.ts';

const may = (...permissions: (keyof typeof PermissionFlagsBits)[]): string =>
  permissions.reduce((bits, name) => bits | PermissionFlagsBits[name], 0n).toString();

const CHAT = [
  'ViewChannel',
  'SendMessages',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
] as const;

/** What everybody may do in a server here, managing messages included. */
export const MEMBER_PERMISSIONS = may(
  ...CHAT,
  'ManageMessages',
  'UseApplicationCommands',
  'UseExternalApps',
);
/** What the bot may do where it is a member. */
export const BOT_PERMISSIONS = may(...CHAT, 'ManageMessages');
/** What Discord grants an app where only the person has installed it. */
export const USER_APP_PERMISSIONS = may('EmbedLinks', 'AttachFiles');

/** A server; everybody is in it. The bot is only if it was installed. */
export class Guild {
  readonly id: string;
  readonly name: string;
  readonly botInstalled: boolean;
  readonly locale: string;
  readonly channels: Channel[] = [];
  readonly ownerId: string;
  /** When everybody joined it, as an ISO timestamp. */
  readonly joinedAt: string;
  readonly #world: World;

  constructor(world: World, init: GuildInit) {
    const { name, botInstalled = true, locale = 'en-US' } = init;
    this.#world = world;
    this.id = init.id ?? snowflake();
    this.ownerId = init.ownerId ?? snowflake();
    this.joinedAt = init.joinedAt ?? new Date().toISOString();
    this.name = name;
    this.botInstalled = botInstalled;
    this.locale = locale;
  }

  /** Adds a text channel; `visibleTo` makes it private to those people. */
  createTextChannel({ name, visibleTo }: { name: string; visibleTo?: Person[] }): Channel {
    const channel = new Channel({
      type: ChannelType.GuildText,
      name,
      guild: this,
      members: visibleTo,
      hasBot: this.botInstalled,
    });
    this.channels.push(channel);
    this.#world.addChannel(channel);
    if (this.botInstalled) {
      this.#world.dispatch({
        event: GatewayDispatchEvents.ChannelCreate,
        guildId: this.id,
        data: channel.toAPI(),
        intent: GatewayIntentBits.Guilds,
      });
    }
    return channel;
  }

  /** This person as a member of this server. */
  member(user: Json): Json {
    return {
      user,
      nick: null,
      avatar: null,
      banner: null,
      roles: [],
      joined_at: this.joinedAt,
      premium_since: null,
      deaf: false,
      mute: false,
      pending: false,
      flags: 0,
      communication_disabled_until: null,
      unusual_dm_activity_until: null,
    };
  }

  /** The server as GET /guilds/{id} answers it. */
  toAPI(): Json {
    return {
      id: this.id,
      name: this.name,
      icon: null,
      splash: null,
      discovery_splash: null,
      banner: null,
      owner_id: this.ownerId,
      afk_channel_id: null,
      afk_timeout: 300,
      verification_level: 0,
      default_message_notifications: 0,
      explicit_content_filter: 0,
      roles: [
        {
          id: this.id,
          name: '@everyone',
          color: 0,
          colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
          hoist: false,
          icon: null,
          unicode_emoji: null,
          position: 0,
          permissions: MEMBER_PERMISSIONS,
          managed: false,
          mentionable: false,
          flags: 0,
        },
      ],
      emojis: [],
      stickers: [],
      features: [],
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: 0,
      rules_channel_id: null,
      public_updates_channel_id: null,
      safety_alerts_channel_id: null,
      vanity_url_code: null,
      description: null,
      premium_tier: 0,
      premium_progress_bar_enabled: false,
      preferred_locale: this.locale,
      nsfw_level: 0,
      hub_type: null,
      incidents_data: null,
    };
  }

  /** The server as GUILD_CREATE tells a bot of it. */
  toGateway(): Json {
    return {
      ...this.toAPI(),
      joined_at: this.joinedAt,
      large: false,
      unavailable: false,
      member_count: 1,
      voice_states: [],
      members: [this.member(this.#world.botUser)],
      channels: this.channels.map((channel) => channel.toAPI()),
      threads: [],
      presences: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }
}

export interface GuildOptions {
  name: string;
  botInstalled?: boolean;
  locale?: string;
}

/** The rest is known of a server that was there before. */
interface GuildInit extends GuildOptions {
  id?: string;
  ownerId?: string;
  joinedAt?: string;
}

interface ChannelInit {
  /** Of a channel that was there before. */
  id?: string;
  type: ChannelType.GuildText | ChannelType.DM | ChannelType.GroupDM;
  name?: string | undefined;
  guild?: Guild | undefined;
  /** Who can see it; undefined: everybody. */
  members: Person[] | undefined;
  hasBot: boolean;
}

/** A place with messages: a text channel, the DM with the bot, or a private channel of people. */
export class Channel {
  readonly id: string;
  readonly type: ChannelInit['type'];
  readonly name: string | undefined;
  readonly guild: Guild | undefined;
  readonly members: readonly Person[] | undefined;
  /** Whether the bot is in it: else only interactions reach it. */
  readonly hasBot: boolean;
  /** Every message by id, in order; deleted ones are gone. */
  readonly messages = new Map<string, Message>();
  lastMessageId: string | undefined;

  constructor({ id, type, name, guild, members, hasBot }: ChannelInit) {
    this.id = id ?? snowflake();
    this.type = type;
    this.name = name;
    this.guild = guild;
    this.members = members;
    this.hasBot = hasBot;
  }

  /** 0 in a server, 1 in the DM with the bot, 2 in any other private channel. */
  get context(): 0 | 1 | 2 {
    if (this.guild) return 0;
    return this.hasBot ? 1 : 2;
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
        permission_overwrites: [],
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
    const channel = this.toAPI(this.hasBot ? {} : { except: person });
    return this.guild ? { ...channel, permissions: MEMBER_PERMISSIONS } : channel;
  }
}
