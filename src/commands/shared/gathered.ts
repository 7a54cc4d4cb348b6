import type { Message } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { parsePictures, type Unseen } from '../../models/picture.ts';
import { lengthOf, tidyText } from '../../models/text.ts';
import { type Picture, QUESTION_LENGTH } from '../../models/turn.ts';
import type { QuestionPart } from '../../services/coaching/question.ts';
import { aboutOne, joined, thatFit } from '../../services/coaching/waiting.ts';
import { blockQuote } from './components.ts';
import { contentsOf, filesOf, type Readable } from './contents.ts';
import { followedBy, repliedTo, repliesAmong } from './followed.ts';
import { quoting } from './publicAnswer.ts';

/** What some messages ask, the first `count` of them: the others are more than one question may have. */
export interface Gathered {
  kind: 'question' | 'blank' | 'tooLong';
  text: string;
  pictures: Picture[];
  count: number;
}

/** The first of these messages, as far as they reply to the same; what replies to nothing goes along. */
export function onOne(messages: readonly Message[], botId: string): Message[] {
  const replies = new Set(repliesAmong(messages, botId));
  return aboutOne(messages, (message) =>
    replies.has(message) ? followedBy([message], botId) : undefined,
  );
}

/**
 * The first of these messages, as far as all of them reply to the same or to nothing: in the midst of a rehearsal, what
 * replies may be about an answer of the coach, or be a line.
 */
export function alike(messages: readonly Message[], botId: string): readonly Message[] {
  const [first, ...others] = messages.map((message) => followedBy([message], botId));
  const end = 1 + others.findIndex((other) => other !== first);
  return end === 0 ? messages : messages.slice(0, end);
}

/** The files of a message that cannot be looked at. */
export function unseenIn(message: Readable): Unseen[] {
  const parsed = parsePictures(filesOf(message));
  return parsed.ok ? [] : parsed.unseen;
}

export const hasUnseen = (message: Readable): boolean => unseenIn(message).length > 0;

/** All that is written in some messages. */
export const wordsOf = (messages: readonly Readable[], words: Words): string =>
  joined(messages.map((message) => partOf(message, words))).question;

/** The messages as one question. */
export function gather(messages: readonly Readable[], words: Words): Gathered {
  const parts = thatFit(messages.map((message) => partOf(message, words)));
  const { question: text, pictures } = joined(parts);
  const isBlank = text === '' && pictures.length === 0;
  // Longer than that can only be one alone, whose mark as forwarded does not count.
  const isTooLong = parts.some(({ length }) => length > QUESTION_LENGTH);
  const kind = isBlank ? 'blank' : isTooLong ? 'tooLong' : 'question';
  return { kind, text, pictures, count: parts.length };
}

/** Who reads some messages, and how they are read. */
interface Reading {
  /** Whether everybody reads them: then they may go on from an answer to somebody else. */
  isPublic: boolean;
  botId: string;
  words: Words;
}

/** What these messages ask, in the place of the last of them, and what it goes on from. */
export function askedIn(
  messages: readonly Message[],
  { text, pictures }: Pick<Gathered, 'text' | 'pictures'>,
  { isPublic, botId, words }: Reading,
): QuestionPart {
  const { id } = messages.at(-1) as Message;
  const answered = isPublic ? repliedTo(messages, botId) : undefined;
  const follows = followedBy(messages, botId);
  return { id, text, quoting: quoting(answered, text, words), pictures, follows };
}

/** Each of the messages that make a question, by itself; none if it is one alone. */
export function partsOf(messages: readonly Message[], reading: Reading): QuestionPart[] {
  if (messages.length === 1) return [];
  return messages.map((message) => askedIn([message], gather([message], reading.words), reading));
}

/** What one message has to say. */
function partOf(message: Readable, words: Words) {
  const { text: written, files, isForward } = contentsOf(message, words);
  const text = tidyText(written);
  const parsed = parsePictures(files);
  const pictures = parsed.ok ? parsed.pictures : [];
  const isMarked = isForward && (text !== '' || pictures.length > 0);
  const lines = [isMarked ? words('conversation.forwarded') : '', isForward ? quoted(text) : text];
  const question = lines.filter((line) => line !== '').join('\n');
  return { question, pictures, length: lengthOf(text) };
}

const quoted = (text: string): string => (text === '' ? '' : blockQuote(text));
