import { GatewayDispatchEvents, GatewayIntentBits, ChannelType } from 'discord.js';
import { Channel } from './channel.ts';
import type { Json } from './json.ts';
import { EVERYONE_BITS, permissionBits, type PermissionName } from './permissions.ts';
import type { Person } from './person.ts';
import { snowflake } from './snowflake.ts';
import { Thread } from './thread.ts';
import type { World } from './world.ts';

/** A server; everybody is in it. The bot is only if it was installed. */
export class Guild {
  readonly id: string;
  readonly name: string;
  readonly botInstalled: boolean;
  readonly locale: string;
  readonly channels: Channel[] = [];
  readonly ownerId: string;
  /** The bot's own id, whether it is here or not. */
  readonly botId: string;
  /** When everybody joined it, as an ISO timestamp. */
  readonly joinedAt: string;
  readonly #world: World;

  constructor(world: World, init: GuildInit) {
    const { name, botInstalled = true, locale = 'en-US' } = init;
    this.#world = world;
    this.botId = world.applicationId;
    this.id = init.id ?? snowflake();
    this.ownerId = init.ownerId ?? snowflake();
    this.joinedAt = init.joinedAt ?? new Date().toISOString();
    this.name = name;
    this.botInstalled = botInstalled;
    this.locale = locale;
  }

  /** Adds a text channel; `visibleTo` makes it private to those people and the bot. */
  createTextChannel({ name, visibleTo, botPermissions }: TextChannelOptions): Channel {
    const channel = new Channel({
      type: ChannelType.GuildText,
      name,
      guild: this,
      members: visibleTo,
      hasBot: this.botInstalled,
      botPermissions,
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

  /** Changes what the bot may do in a channel; one that it comes to see brings its threads along. */
  setBotPermissions(channel: Channel, permissions: readonly PermissionName[]): void {
    const sawIt = channel.hasBot;
    channel.botBits = permissionBits(permissions);
    this.#world.dispatch({
      event: GatewayDispatchEvents.ChannelUpdate,
      guildId: this.id,
      data: channel.toAPI(),
      intent: GatewayIntentBits.Guilds,
    });
    if (!sawIt && channel.hasBot) this.#world.threads.sync(channel);
    this.#world.change({ action: 'updated', kind: 'channel', channel });
  }

  /** Its threads, archived ones included, in the order in which they were started. */
  get threads(): Thread[] {
    return [...this.#world.channels.values()].filter(
      (channel): channel is Thread => channel instanceof Thread && channel.guild === this,
    );
  }

  /** The active threads that the bot sees. */
  get activeThreads(): Thread[] {
    return this.threads.filter(({ archived, hasBot }) => !archived && hasBot);
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
          permissions: EVERYONE_BITS.toString(),
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
      threads: this.activeThreads.map((thread) => thread.toBot()),
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

export interface TextChannelOptions {
  name: string;
  visibleTo?: Person[];
  /** What the bot may do in it; without, what everybody may. */
  botPermissions?: readonly PermissionName[];
}

/** The rest is known of a server that was there before. */
interface GuildInit extends GuildOptions {
  id?: string;
  ownerId?: string;
  joinedAt?: string;
}
