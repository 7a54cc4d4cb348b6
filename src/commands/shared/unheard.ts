import { ChannelType, type Message } from 'discord.js';
import type { MessageBody } from '../../services/reply/surface.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../context.ts';
import { sayRow } from './ending.ts';
import { wordsOf } from './gathered.ts';
import { sayInstead } from './instead.ts';
import { chosenBy } from './locale.ts';
import { isGoing } from './rehearsing.ts';
import { LOOK_UP_MS } from './knownWriter.ts';
import { messagePlace } from './replyPlace.ts';

/** How long somebody who was told is not told again, in milliseconds. */
const TOLD_FOR_MS = 10 * 60_000;

/**
 * Tells people who write in the thread of their rehearsal without addressing the bot, whose words Discord keeps from it,
 * that they are not heard: once, and once more when the rehearsal is over.
 */
export class Unheard {
  /** When whom was told, by place, and by whether the rehearsal goes on; the oldest first. */
  readonly #told = new Map<string, number>();
  /** Places in which it is being looked up whether somebody is to be told. */
  readonly #looking = new Set<string>();

  /** Takes in a message that does not address the bot. Never rejects. */
  async take(message: Message, context: CommandContext): Promise<void> {
    const { channel, channelId, author, client } = message;
    // No others of its threads are private.
    if (channel.type !== ChannelType.PrivateThread || channel.ownerId !== client.user.id) return;
    // Who types much at once is told below the first of it.
    if (this.#looking.has(channelId)) return;
    this.#looking.add(channelId);
    const { store, translate, log } = context;
    try {
      const [practice, settings] = await within(
        LOOK_UP_MS,
        Promise.all([store.findPractice(author.id), store.findSettings(author.id)]),
      );
      if (practice?.channelId !== channelId) return;
      const goesOn = isGoing(practice);
      if (!this.#isNews(`${channelId}:${goesOn}`)) return;
      const locale = settings?.locale ?? chosenBy(channel.guild);
      const words = translate(locale);
      const body = goesOn
        ? { content: words('practice.unheard'), components: [sayRow(practice.id, words)] }
        : { content: words('practice.unheardAfter') };
      // Discord keeps the words from the bot; what it may still show is looked at.
      const said = { id: message.id, text: wordsOf([message], words) };
      await sayInstead<MessageBody>(said, body, messagePlace(message, locale, context), context);
    } catch (err) {
      log.warn({ userId: author.id, err }, 'somebody who was not heard could not be told');
    } finally {
      this.#looking.delete(channelId);
    }
  }

  /** Whether this is to be told now; from then on it is not for a while. */
  #isNews(what: string): boolean {
    const now = performance.now();
    for (const [told, at] of this.#told) {
      if (at > now - TOLD_FOR_MS) break;
      this.#told.delete(told);
    }
    if (this.#told.has(what)) return false;
    this.#told.set(what, now);
    return true;
  }
}
