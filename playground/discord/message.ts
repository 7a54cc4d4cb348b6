import {
  type APIEmbed,
  type APIMessageTopLevelComponent,
  EmbedType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import type { Channel } from './channel.ts';
import type { Interaction } from './interaction.ts';
import { type Json, listOf } from './json.ts';
import type { Person } from './person.ts';
import { snowflake } from './snowflake.ts';
import type { Thread } from './thread.ts';

/** A file that belongs to a message. */
export interface Attachment {
  id: string;
  filename: string;
  /** Bytes. */
  size: number;
  url: string;
  proxy_url: string;
  content_type?: string;
  /** Of a picture, in pixels. */
  width?: number;
  height?: number;
  description?: string;
  ephemeral?: true;
}

/** What a body may set in a message; what is missing stays as it is. */
export interface MessageFields {
  content?: string;
  embeds?: APIEmbed[];
  components?: APIMessageTopLevelComponent[];
  attachments?: Attachment[];
  flags?: number;
  mentions?: Json[];
}

/** What a message forwards: where it was written, and how it was then. */
export interface Forwarded {
  reference: Json;
  snapshot: Json;
}

export interface MessageInit extends MessageFields {
  /** Of a message that was there before; likewise the timestamps. */
  id?: string;
  timestamp?: string;
  editedTimestamp?: string | null;
  channel: Channel;
  /** The user object of who wrote it. */
  author: Json;
  person?: Person | undefined;
  type?: MessageType;
  interaction?: Interaction | undefined;
  applicationId?: string | undefined;
  repliesTo?: Message | undefined;
  refersTo?: Channel | undefined;
  forwarded?: Forwarded | undefined;
  notice?: boolean;
}

/** A message as it is now; edits change this very object. */
export class Message {
  readonly id: string;
  readonly channel: Channel;
  readonly author: Json;
  /** Who wrote it; undefined when the bot did. */
  readonly person: Person | undefined;
  readonly type: MessageType;
  /** The interaction that it answers. */
  readonly interaction: Interaction | undefined;
  /** What it replies to, or quotes at the beginning of a thread. */
  readonly repliesTo: Message | undefined;
  /** The thread that it tells of. */
  readonly refersTo: Channel | undefined;
  readonly forwarded: Forwarded | undefined;
  /** The thread that was started from it. */
  thread: Thread | undefined;
  /** Words of Discord's own client, such as "The application did not respond". */
  readonly notice: boolean;
  /** When it was written, as an ISO timestamp. */
  readonly timestamp: string;
  /** The same in `performance.now()` time. */
  readonly createdAt: number;
  /** Each content that it has shown, in order; `at` is `performance.now()` time. */
  readonly history: { content: string; at: number }[] = [];
  /** What people see: without white space around it. */
  content = '';
  /** What the last request said, untrimmed. */
  sentContent = '';
  embeds: APIEmbed[] = [];
  components: APIMessageTopLevelComponent[] = [];
  attachments: Attachment[] = [];
  mentions: Json[] = [];
  flags: number;
  deleted = false;
  /** Whether the person to whom alone it is shown has put it away. */
  dismissed = false;
  readonly #applicationId: string | undefined;
  #editedTimestamp: string | null;

  constructor(init: MessageInit) {
    this.id = init.id ?? snowflake();
    this.timestamp = init.timestamp ?? new Date().toISOString();
    this.createdAt =
      init.timestamp === undefined
        ? performance.now()
        : Date.parse(init.timestamp) - performance.timeOrigin;
    this.#editedTimestamp = init.editedTimestamp ?? null;
    this.channel = init.channel;
    this.author = init.author;
    this.person = init.person;
    this.type = init.type ?? MessageType.Default;
    this.interaction = init.interaction;
    this.repliesTo = init.repliesTo;
    this.refersTo = init.refersTo;
    this.forwarded = init.forwarded;
    this.notice = init.notice ?? false;
    this.flags = init.flags ?? 0;
    this.#applicationId = init.applicationId;
    this.#set(init);
  }

  /** Only one person sees it. */
  get ephemeral(): boolean {
    return (this.flags & MessageFlags.Ephemeral) !== 0;
  }

  /** It shows "thinking…" for an answer that is still to come. */
  get thinking(): boolean {
    return (this.flags & MessageFlags.Loading) !== 0;
  }

  isVisibleTo(person: Person): boolean {
    if (this.deleted || !this.channel.isVisibleTo(person)) return false;
    if (!this.ephemeral && !this.notice) return true;
    return this.interaction?.person === person && !this.dismissed;
  }

  /** Whether anything would be seen of it. */
  get isEmpty(): boolean {
    return (
      this.content === '' &&
      this.embeds.length === 0 &&
      this.components.length === 0 &&
      this.attachments.length === 0 &&
      !this.forwarded
    );
  }

  /** When it was last edited, as an ISO timestamp. */
  get editedTimestamp(): string | null {
    return this.#editedTimestamp;
  }

  /** Shows these words of Discord's client in place of an answer that never came. */
  giveUp(words: string): void {
    this.flags &= ~MessageFlags.Loading;
    this.#set({ content: words });
  }

  /** Applies an edit; a "thinking…" message becomes a real one by it. */
  edit(fields: MessageFields): void {
    const wasThinking = this.thinking;
    this.flags = ((fields.flags ?? 0) & EDITABLE_FLAGS) | (this.flags & ~MessageFlags.Loading);
    if (!wasThinking) this.#editedTimestamp = new Date().toISOString();
    this.#set(fields);
  }

  #set({ content, embeds, components, attachments, mentions }: MessageFields): void {
    if (content !== undefined) {
      this.sentContent = content;
      this.content = content.trim();
    }
    if (embeds) this.embeds = embeds.map((embed) => ({ type: EmbedType.Rich, ...embed }));
    if (components) this.components = withIds(components);
    if (attachments) this.attachments = attachments;
    if (mentions) this.mentions = mentions;
    if (!this.thinking && this.history.at(-1)?.content !== this.content) {
      this.history.push({ content: this.content, at: performance.now() });
    }
  }

  /**
   * The message as the API shows it; what `mayRead` denies comes without the content that Discord keeps from bots
   * that lack the Message Content intent.
   */
  toAPI(mayRead: (message: Message) => boolean = () => true): Json {
    const isRead = mayRead(this);
    return {
      id: this.id,
      type: this.type,
      channel_id: this.channel.id,
      author: this.author,
      content: isRead ? this.content : '',
      timestamp: this.timestamp,
      edited_timestamp: this.#editedTimestamp,
      tts: false,
      mention_everyone: false,
      mentions: this.mentions,
      mention_roles: [],
      attachments: isRead ? this.attachments : [],
      embeds: isRead ? this.embeds : [],
      components: isRead ? this.components : [],
      pinned: false,
      flags: this.flags,
      ...(this.#applicationId && { application_id: this.#applicationId }),
      ...(this.interaction && {
        webhook_id: this.#applicationId,
        ...this.interaction.metadata(this),
      }),
      ...(this.thread && { thread: this.thread.toAPI() }),
      ...this.#reference(mayRead),
    };
  }

  /** As another message forwards it. */
  toForwarded(): Forwarded {
    const { id, channel } = this;
    const { type, timestamp, edited_timestamp, flags, mentions, mention_roles, ...rest } =
      this.toAPI();
    const { content, embeds, attachments, components } = rest;
    const words = { content, embeds, attachments, components };
    return {
      reference: {
        type: MessageReferenceType.Forward,
        message_id: id,
        channel_id: channel.id,
        ...(channel.guild && { guild_id: channel.guild.id }),
      },
      snapshot: { type, timestamp, edited_timestamp, flags, mentions, mention_roles, ...words },
    };
  }

  #reference(mayRead: (message: Message) => boolean): Json {
    const { repliesTo, refersTo, forwarded } = this;
    if (forwarded) {
      const hidden = { content: '', embeds: [], attachments: [], components: [] };
      const message = { ...forwarded.snapshot, ...(!mayRead(this) && hidden) };
      return { message_reference: forwarded.reference, message_snapshots: [{ message }] };
    }
    const channel = repliesTo?.channel ?? refersTo;
    if (!channel) return {};
    return {
      message_reference: {
        type: 0,
        ...(repliesTo && { message_id: repliesTo.id }),
        channel_id: channel.id,
        ...(channel.guild && { guild_id: channel.guild.id }),
      },
      ...(repliesTo && {
        referenced_message: repliesTo.deleted ? null : repliesTo.toReferenced(mayRead),
      }),
    };
  }

  /** As another message quotes it: without what it refers to itself. */
  toReferenced(mayRead: (message: Message) => boolean): Json {
    const { referenced_message: _, ...rest } = this.toAPI(mayRead);
    return rest;
  }
}

const EDITABLE_FLAGS = MessageFlags.SuppressEmbeds | MessageFlags.IsComponentsV2;

/** Numbers the components in the order in which they are seen, as Discord does. */
const withIds = (components: APIMessageTopLevelComponent[]): APIMessageTopLevelComponent[] => {
  let next = 1;
  const number = (component: Json): Json => {
    const id = component['id'] ?? next++;
    const numbered: Json = { ...component, id };
    if (component['components'])
      numbered['components'] = listOf(component['components']).map(number);
    if (component['accessory']) numbered['accessory'] = number(component['accessory'] as Json);
    return numbered;
  };
  return components.map((component) => number(component as unknown as Json)) as never;
};
