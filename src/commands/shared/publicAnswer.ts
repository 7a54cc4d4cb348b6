import { type Message, MessageFlags } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { withQuote } from '../../models/quoted.ts';
import { shortened, tidyText } from '../../models/text.ts';
import { withoutCursor } from '../../services/reply/preview.ts';
import { MESSAGE_LIMIT } from '../../services/reply/split.ts';
import { blockQuote } from './components.ts';
import type { CustomId } from './customId.ts';
import { buttonsUnder } from './followed.ts';
import { withNames } from './names.ts';

/**
 * What the buttons do that stand under answers alone: while one is written, when it is whole, and when it broke off.
 * [Try again] stands under notes, too.
 */
const ACTIONS: ReadonlySet<string> = new Set(['stop', 'follow', 'goOn']);

/**
 * A question that goes on from an answer of the coach to whomever, which it quotes: what everybody who reads there sees
 * in that message, and nothing else of it. Undefined where there is no such answer.
 * @param message in a place where others read along
 */
export function quoting(
  message: Message | null | undefined,
  question: string,
  words: Words,
): string | undefined {
  const text = message && isPublicAnswer(message) ? visibleIn(message, words) : '';
  if (text === '') return undefined;
  const quote = blockQuote(shortened(text, MESSAGE_LIMIT));
  return withQuote(words('conversation.answered'), quote, question);
}

/** Only what has the buttons of one is an answer; what is said in a rehearsal stays with whoever rehearses. */
function isPublicAnswer(message: Message): boolean {
  const { author, client, flags, channel } = message;
  if (author.id !== client.user.id || flags.has(MessageFlags.Ephemeral)) return false;
  if (!buttonsUnder(message).some(isOfAnswer)) return false;
  // The bot opens threads for rehearsals alone.
  return !channel?.isThread() || ![client.user.id, null].includes(channel.ownerId);
}

const isOfAnswer = ({ command, action }: CustomId): boolean =>
  command === 'advice' && ACTIONS.has(action);

/** The words of a message of the bot's, without its small print. */
function visibleIn(message: Message, words: Words): string {
  const lines = message.content.split('\n').filter((line) => !line.startsWith('-# '));
  return tidyText(withNames(withoutCursor(lines.join('\n')), message, words));
}
