import { MessageFlags, MessageType } from 'discord.js';
import type { Channel } from './channel.ts';
import { type ChosenFile, MAX_FILES, uploadProblem } from './files.ts';
import { type Json, lengthOf } from './json.ts';
import type { Message, MessageFields, MessageInit } from './message.ts';
import type { Person } from './person.ts';
import { Thread } from './thread.ts';
import type { World } from './world.ts';

/** What a person types and chooses before they send it. */
export interface Draft {
  content?: string;
  attachments?: ChosenFile[];
  /** The message that it answers. */
  replyTo?: Message | undefined;
  /** Whether the author of that message is pinged, as Discord's client does unless told otherwise. */
  pingsAuthor?: boolean;
}

const MAX_CONTENT = 2000;

/** The message that a draft becomes. @throws what Discord's client would refuse to send */
export const composed = (
  world: World,
  person: Person,
  channel: Channel,
  { content = '', attachments = [], replyTo, pingsAuthor = true }: Draft,
): MessageInit => {
  checkPlace(person, channel);
  const trimmed = checkedContent(content, attachments.length);
  if (attachments.length > MAX_FILES) throw new Error(`A message takes ${MAX_FILES} files`);
  for (const file of attachments) {
    const problem = uploadProblem(file, person.uploadLimit);
    if (problem !== undefined) throw new Error(`"${file.name}" ${problem}`);
  }
  if (replyTo && replyTo.channel !== channel) {
    throw new Error('That message is in another channel');
  }
  // Nobody pings themselves.
  const pinged = pingsAuthor && replyTo?.person !== person ? replyTo?.author : undefined;
  return {
    channel,
    author: person.toAPI(),
    person,
    content: trimmed,
    mentions: mentioned(world, trimmed, pinged),
    attachments: attachments.map((file) => world.store(file, channel)),
    ...(replyTo && { repliesTo: replyTo, type: MessageType.Reply }),
  };
};

/** The message by which a person forwards another one. @throws what Discord's client would refuse to send */
export const forwarding = (person: Person, channel: Channel, original: Message): MessageInit => {
  checkPlace(person, channel);
  if (original.type !== MessageType.Default && original.type !== MessageType.Reply) {
    throw new Error('That message cannot be forwarded');
  }
  return {
    channel,
    author: person.toAPI(),
    person,
    flags: MessageFlags.HasSnapshot,
    forwarded: original.forwarded ?? original.toForwarded(),
  };
};

/** What an edit makes of the person's own message. @throws what Discord's client would refuse */
export const reworded = (
  world: World,
  person: Person,
  message: Message,
  content: string,
): MessageFields => {
  if (message.person !== person) throw new Error(`${person.username} did not write that message`);
  checkPlace(person, message.channel);
  const trimmed = checkedContent(content, message.attachments.length);
  const replied = message.repliesTo?.author;
  const stillPinged = message.mentions.find(({ id }) => id === replied?.['id']);
  return { content: trimmed, mentions: mentioned(world, trimmed, stillPinged) };
};

/** Refuses where a person can write nothing. */
export const checkPlace = (person: Person, channel: Channel): void => {
  if (!channel.isVisibleTo(person)) throw new Error(`${person.username} cannot see that channel`);
  if (channel instanceof Thread && channel.locked) throw new Error('That thread is locked');
};

const checkedContent = (content: string, files: number): string => {
  const trimmed = content.trim();
  if (trimmed === '' && files === 0) throw new Error('Nothing to send');
  if (lengthOf(trimmed) > MAX_CONTENT) throw new Error('The message is too long');
  return trimmed;
};

const mentioned = (world: World, content: string, pinged: Json | undefined): Json[] => {
  const users = world.mentionsIn(content);
  const isNamed = users.some(({ id }) => id === pinged?.['id']);
  return pinged && !isNamed ? [...users, pinged] : users;
};
