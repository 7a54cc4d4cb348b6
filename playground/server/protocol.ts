import type { APIMessage, APIUser } from 'discord.js';

/** What the server tells the page, one JSON text a WebSocket message. */
export type Update =
  | ({ type: 'scene' } & Scene)
  /** There is a thread that was not there, or something of it has changed. */
  | { type: 'channel'; channel: ShownChannel }
  | { type: 'channelGone'; channelId: string }
  | { type: 'channelCommands'; channelId: string; commands: OfferedCommand[] }
  | { type: 'message'; channelId: string; message: ShownMessage }
  | { type: 'messageGone'; channelId: string; messageId: string }
  | { type: 'typing'; channelId: string }
  | ({ type: 'bot' } & BotStatus)
  | { type: 'traffic'; records: TrafficRecord[] }
  | { type: 'answer'; id: number; ok: true; result: Result }
  | { type: 'answer'; id: number | null; ok: false; reason: string };

/** Everything that one person sees. */
export interface Scene {
  person: User;
  /** The language of the person's client. */
  language: string;
  people: User[];
  app: User;
  guild: { id: string; name: string };
  channels: ShownChannel[];
  bot: BotStatus;
  /** How fast the offline coach writes; null with a real model. */
  speed: ModelSpeed | null;
}

export interface User {
  id: string;
  username: string;
  displayName: string;
}

/** The languages of Discord's client that can be tried here, each by its own name. */
export const LANGUAGES = {
  'en-US': 'English, US',
  'es-ES': 'Español',
  fr: 'Français',
  de: 'Deutsch',
  'pt-BR': 'Português do Brasil',
  ja: '日本語',
} as const;

export type Language = keyof typeof LANGUAGES;

export interface ShownChannel {
  id: string;
  name: string;
  isDirect: boolean;
  /** Of a thread: the channel below which it was started, and what it is like. */
  thread?: {
    parentId: string;
    startedBy: string;
    isPrivate: boolean;
    isArchived: boolean;
    isLocked: boolean;
  };
  messages: ShownMessage[];
  commands: OfferedCommand[];
}

/** A message as one person sees it. */
export interface ShownMessage extends APIMessage {
  /** Words of Discord's client, such as "The application did not respond". */
  isNotice: boolean;
  canDelete: boolean;
  /** The message from whose menu the command was run that this answers; null when it is gone. */
  target?: { author: APIUser; content: string; hasFiles: boolean } | null;
}

/** A command as the composer or a message's menu offers it; `profile setup` for a subcommand. */
export interface OfferedCommand {
  name: string;
  /** The name in the person's language. */
  label: string;
  kind: 'slash' | 'message';
  description: string;
  options: CommandOption[];
}

export interface CommandOption {
  name: string;
  /** The name in the person's language. */
  label: string;
  description: string;
  kind: 'text' | 'integer' | 'number' | 'attachment' | 'choice';
  required: boolean;
  /** For the kind `choice`. */
  choices: Choice[];
  /** Whether the bot suggests values while one is being typed. */
  isSuggested: boolean;
  minLength?: number;
  maxLength?: number;
}

/** A value that an option may have, and what it is called. */
export interface Choice {
  name: string;
  value: string | number | boolean;
}

/** A form that the bot has opened. */
export interface ShownModal {
  id: string;
  title: string;
  parts: ModalPart[];
}

export type ModalPart =
  | { kind: 'text'; content: string }
  | {
      kind: 'input';
      customId: string;
      label: string;
      description: string | undefined;
      placeholder: string | undefined;
      value: string;
      required: boolean;
      minLength: number | undefined;
      maxLength: number | undefined;
      isParagraph: boolean;
    }
  | {
      kind: 'select';
      customId: string;
      label: string;
      description: string | undefined;
      placeholder: string | undefined;
      required: boolean;
      options: { label: string; value: string; description?: string }[];
      values: string[];
      maxValues: number;
    };

/** What came of something that the person did. */
export interface Result {
  /** The bot opened a form. */
  modal?: ShownModal;
  /** The bot suggests these. */
  choices?: Choice[];
  /** The bot did not answer in time. */
  failed?: boolean;
}

export interface BotStatus {
  state: 'starting' | 'running' | 'stopped';
}

export interface ModelSpeed {
  firstWordsMs: number;
  tokensPerSecond: number;
}

/** A request of the bot, to Discord or to the model. The same `id` again: what became of it. */
export interface TrafficRecord {
  id: string;
  to: 'discord' | 'model';
  /** Unix time in milliseconds. */
  at: number;
  method: string;
  route: string;
  /** 0 while there is no answer, or when the connection was cut without one. */
  status: number;
  durationMs: number;
  requestBytes: number;
  /** What is left in the bucket of the rate limit, where there is one. */
  budget?: { remaining: number; limit: number };
  /** The model's stream, as it goes. */
  stream?: {
    state: 'waiting' | 'streaming' | 'done' | 'cut' | 'failed';
    chunks: number;
    bytes: number;
    firstWordsMs?: number;
  };
}
