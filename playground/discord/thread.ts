import { ChannelType, MessageType } from 'discord.js';
import { Channel } from './channel.ts';
import type { Guild } from './guild.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import type { PermissionName } from './permissions.ts';
import type { Person } from './person.ts';

export type ThreadType = ChannelType.PublicThread | ChannelType.PrivateThread;

/** What can change of a thread. */
export interface ThreadChanges {
  name?: string;
  archived?: boolean;
  locked?: boolean;
  invitable?: boolean;
  /** Minutes. */
  autoArchiveDuration?: number;
}

export interface ThreadInit extends ThreadChanges {
  /** Of a thread that was there before, or the id of the message from which it is started. */
  id?: string | undefined;
  type: ThreadType;
  name: string;
  parent: Channel;
  /** Who started it: a person's id or the bot's. */
  ownerId: string;
  /** The rest is known of a thread that was there before. */
  createdAt?: string;
  archiveTimestamp?: string;
  totalMessageSent?: number;
  joined?: readonly (readonly [userId: string, at: string])[];
}

/** Whether a message counts as one of its thread's: not the quoted one at the beginning. */
export const isCounted = ({ type, ephemeral }: Message): boolean =>
  !ephemeral && type !== MessageType.ThreadStarterMessage;

/** A thread below a text channel. A private one is seen by its members only. */
export class Thread extends Channel {
  readonly parent: Channel;
  override readonly guild: Guild;
  readonly ownerId: string;
  /** When it was started, as an ISO timestamp. */
  readonly createdAt: string;
  /** When each member joined, as an ISO timestamp, by the user's id; the bot may be one of them. */
  readonly joined = new Map<string, string>();
  archived: boolean;
  locked: boolean;
  /** Whether its members may add others to it when it is private. */
  invitable: boolean;
  /** Minutes without activity after which it leaves the list of channels. */
  autoArchiveDuration: number;
  /** When it was started, archived or taken back last, as an ISO timestamp. */
  archiveTimestamp: string;
  /** How many messages of its own there have been in it, deleted ones included. */
  totalMessageSent: number;

  constructor(init: ThreadInit) {
    const { id, type, name, parent } = init;
    if (!parent.guild) throw new Error('There are threads in servers only');
    super({ id, type, name, guild: parent.guild, hasBot: parent.guild.botInstalled });
    this.guild = parent.guild;
    this.parent = parent;
    this.ownerId = init.ownerId;
    this.createdAt = init.createdAt ?? new Date().toISOString();
    this.archiveTimestamp = init.archiveTimestamp ?? this.createdAt;
    this.archived = init.archived ?? false;
    this.locked = init.locked ?? false;
    this.invitable = init.invitable ?? true;
    this.autoArchiveDuration = init.autoArchiveDuration ?? 4320;
    this.totalMessageSent = init.totalMessageSent ?? 0;
    for (const [userId, at] of init.joined ?? []) this.joined.set(userId, at);
  }

  get isPrivate(): boolean {
    return this.type === ChannelType.PrivateThread;
  }

  /** Threads have the permissions of their channel; a private one is hidden from who is not in it. */
  override get hasBot(): boolean {
    return (
      this.parent.hasBot &&
      (!this.isPrivate || this.hasMember(this.guild.botId) || this.botMay('ManageThreads'))
    );
  }

  override botMay(...permissions: PermissionName[]): boolean {
    return this.parent.botMay(...permissions);
  }

  override get botMaySend(): boolean {
    return this.botMay('SendMessagesInThreads');
  }

  override get appPermissions(): bigint {
    return this.parent.appPermissions;
  }

  hasMember(userId: string): boolean {
    return this.joined.has(userId);
  }

  override isVisibleTo(person: Person): boolean {
    return this.parent.isVisibleTo(person) && (!this.isPrivate || this.hasMember(person.id));
  }

  /** Whether this user may add others to it. */
  mayInvite(userId: string): boolean {
    return !this.isPrivate || this.invitable || userId === this.ownerId;
  }

  /** Takes the changes over. */
  change({ name, archived, locked, invitable, autoArchiveDuration }: ThreadChanges): void {
    if (archived !== undefined && archived !== this.archived) {
      this.archiveTimestamp = new Date().toISOString();
    }
    this.name = name ?? this.name;
    this.archived = archived ?? this.archived;
    this.locked = locked ?? this.locked;
    this.invitable = invitable ?? this.invitable;
    this.autoArchiveDuration = autoArchiveDuration ?? this.autoArchiveDuration;
  }

  /** A member as the API shows them. */
  memberAPI(userId: string): Json {
    return { id: this.id, user_id: userId, join_timestamp: this.joined.get(userId), flags: 0 };
  }

  override toAPI(): Json {
    return {
      id: this.id,
      type: this.type,
      guild_id: this.guild.id,
      parent_id: this.parent.id,
      owner_id: this.ownerId,
      name: this.name,
      last_message_id: this.lastMessageId ?? null,
      message_count: [...this.messages.values()].filter(isCounted).length,
      total_message_sent: this.totalMessageSent,
      member_count: Math.min(this.joined.size, 50),
      rate_limit_per_user: 0,
      flags: 0,
      thread_metadata: {
        archived: this.archived,
        archive_timestamp: this.archiveTimestamp,
        auto_archive_duration: this.autoArchiveDuration,
        locked: this.locked,
        create_timestamp: this.createdAt,
        ...(this.isPrivate && { invitable: this.invitable }),
      },
    };
  }

  /** The same for the bot, which is told of its own membership. */
  toBot(): Json {
    const { botId } = this.guild;
    return {
      ...this.toAPI(),
      ...(this.hasMember(botId) && { member: this.memberAPI(botId) }),
    };
  }
}
