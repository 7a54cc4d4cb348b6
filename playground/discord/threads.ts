import {
  ChannelType,
  GatewayDispatchEvents as Events,
  GatewayIntentBits as Intents,
  MessageFlags,
  MessageType,
} from 'discord.js';
import type { Channel } from './channel.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import { isCounted, Thread, type ThreadChanges } from './thread.ts';
import type { World } from './world.ts';

export interface ThreadStart extends ThreadChanges {
  name: string;
  /** Who starts it: a person's id or the bot's. */
  ownerId: string;
  isPrivate?: boolean;
  /** The message from which a public thread is started. */
  message?: Message | undefined;
}

/** Messages whose author does something in the thread, where others are Discord's own words. */
const WRITTEN = new Set([
  MessageType.Default,
  MessageType.Reply,
  MessageType.ChatInputCommand,
  MessageType.ContextMenuCommand,
]);

/** What happens to threads, and who is told of it. */
export class Threads {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Starts a thread; who starts it is its first member. */
  start(parent: Channel, { isPrivate = false, message, ...init }: ThreadStart): Thread {
    const { ownerId, name } = init;
    const type = isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread;
    const thread = new Thread({ ...init, id: message?.id, parent, type });
    thread.joined.set(ownerId, thread.createdAt);
    this.#world.addChannel(thread);
    if (thread.hasBot) {
      this.#dispatch(Events.ThreadCreate, thread, { ...thread.toBot(), newly_created: true });
    }
    this.#tellMembers(thread, [ownerId], []);
    if (message) this.#mark(message, thread);
    else if (!isPrivate) this.#say(parent, ownerId, MessageType.ThreadCreated, name, thread);
    return thread;
  }

  /** Changes it in the name of a user. */
  change(thread: Thread, changes: ThreadChanges, byId: string): void {
    const { name, archived } = thread;
    thread.change(changes);
    if (thread.hasBot) this.#dispatch(Events.ThreadUpdate, thread, thread.toAPI());
    if (archived && !thread.archived) this.#tellOwnMember(thread);
    this.#world.change({ action: 'updated', kind: 'channel', channel: thread });
    if (thread.name !== name) {
      this.#say(thread, byId, MessageType.ChannelNameChange, thread.name ?? '');
    }
  }

  /** Lets a user in; with `byId`, somebody else has added them, which Discord says in the thread. */
  add(thread: Thread, userId: string, byId?: string): void {
    if (thread.hasMember(userId)) return;
    thread.joined.set(userId, new Date().toISOString());
    if (userId === this.#world.applicationId && thread.hasBot) {
      this.#dispatch(Events.ThreadCreate, thread, thread.toBot());
    }
    this.#tellMembers(thread, [userId], []);
    this.#world.change({ action: 'updated', kind: 'channel', channel: thread });
    if (byId !== undefined) this.#announce(thread, MessageType.RecipientAdd, byId, userId);
  }

  /** Takes a user out of it; with `byId`, somebody else did. */
  remove(thread: Thread, userId: string, byId?: string): void {
    if (!thread.joined.delete(userId)) return;
    this.#tellMembers(thread, [], [userId]);
    this.#world.change({ action: 'updated', kind: 'channel', channel: thread });
    if (byId !== undefined) this.#announce(thread, MessageType.RecipientRemove, byId, userId);
  }

  delete(thread: Thread): void {
    const { id, guild, parent, type, hasBot } = thread;
    this.#world.channels.delete(id);
    if (hasBot) {
      const data = { id, guild_id: guild.id, parent_id: parent.id, type };
      this.#dispatch(Events.ThreadDelete, thread, data);
    }
    this.#world.change({ action: 'deleted', kind: 'channel', channel: thread });
  }

  /** What a message that is about to appear makes of its thread: it is active, and its people are in it. */
  written(thread: Thread, message: Message): void {
    const { type, author, mentions, ephemeral } = message;
    if (isCounted(message)) thread.totalMessageSent += 1;
    if (ephemeral || !WRITTEN.has(type)) return;
    const authorId = String(author['id']);
    if (thread.archived) this.change(thread, { archived: false }, authorId);
    if (!thread.isPrivate || thread.hasMember(authorId)) this.add(thread, authorId);
    if (!thread.mayInvite(authorId)) return;
    for (const { id } of mentions) {
      if (this.#mayEnter(thread, String(id))) this.add(thread, String(id));
    }
  }

  /** Hands the threads of a channel to a bot that has come to see it. */
  sync(channel: Channel): void {
    const { guild } = channel;
    if (!guild) return;
    const threads = guild.activeThreads.filter(({ parent }) => parent === channel);
    const own = threads.filter((thread) => thread.hasMember(guild.botId));
    this.#world.dispatch({
      event: Events.ThreadListSync,
      guildId: guild.id,
      data: {
        guild_id: guild.id,
        channel_ids: [channel.id],
        threads: threads.map((thread) => thread.toAPI()),
        members: own.map((thread) => thread.memberAPI(guild.botId)),
      },
      intent: Intents.Guilds,
    });
  }

  #mayEnter(thread: Thread, userId: string): boolean {
    const person = this.#world.people.get(userId);
    return person ? thread.parent.isVisibleTo(person) : thread.parent.hasBot;
  }

  /** The message from which a thread is started shows it, and is quoted at the thread's beginning. */
  #mark(message: Message, thread: Thread): void {
    message.thread = thread;
    message.flags |= MessageFlags.HasThread;
    this.#world.messageEdited(message);
    this.#world.createMessage({
      channel: thread,
      author: message.author,
      person: message.person,
      type: MessageType.ThreadStarterMessage,
      repliesTo: message,
    });
  }

  #announce(thread: Thread, type: MessageType, byId: string, userId: string): void {
    const user = this.#world.userOf(userId);
    const mentions = user ? [user] : [];
    this.#world.createMessage({ channel: thread, ...this.#authorOf(byId), type, mentions });
  }

  #say(channel: Channel, byId: string, type: MessageType, content: string, about?: Channel): void {
    this.#world.createMessage({
      channel,
      ...this.#authorOf(byId),
      type,
      content,
      refersTo: about,
    });
  }

  #authorOf(id: string) {
    return { author: this.#world.userOf(id) ?? { id }, person: this.#world.people.get(id) };
  }

  #tellOwnMember(thread: Thread): void {
    const { botId, id } = thread.guild;
    if (!thread.hasMember(botId)) return;
    const data = { ...thread.memberAPI(botId), guild_id: id };
    this.#dispatch(Events.ThreadMemberUpdate, thread, data);
  }

  // Without the Server Members intent, a bot is told of itself only.
  #tellMembers(thread: Thread, added: string[], removed: string[]): void {
    const { botId } = thread.guild;
    const isOwn = (id: string): boolean => id === botId;
    const concernsBot = [...added, ...removed].some(isOwn);
    if (!thread.hasBot && !concernsBot) return;
    this.#world.dispatch({
      event: Events.ThreadMembersUpdate,
      guildId: thread.guild.id,
      data: this.#membersUpdate(thread, added, removed),
      intent: concernsBot ? Intents.Guilds : Intents.Guilds | Intents.GuildMembers,
      fullIntent: Intents.GuildMembers,
      reduced: this.#membersUpdate(thread, added.filter(isOwn), removed.filter(isOwn)),
    });
  }

  #membersUpdate(thread: Thread, added: string[], removed: string[]): Json {
    return {
      id: thread.id,
      guild_id: thread.guild.id,
      member_count: thread.joined.size,
      added_members: added.map((id) => ({
        ...thread.memberAPI(id),
        member: thread.guild.member(this.#world.userOf(id) ?? { id }),
        presence: null,
      })),
      removed_member_ids: removed,
    };
  }

  #dispatch(event: Events, { guild }: Thread, data: Json): void {
    this.#world.dispatch({ event, guildId: guild.id, data, intent: Intents.Guilds });
  }
}
