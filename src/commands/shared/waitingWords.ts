import type { Message } from 'discord.js';
import type { CommandContext } from '../context.ts';
import { SETTINGS_MS } from './examined.ts';
import { wordsOf } from './gathered.ts';
import { foundIn } from './instead.ts';
import { localeOf } from './locale.ts';
import { messagePlace } from './replyPlace.ts';

/** What people write who have to wait for an answer: whoever may be in need by it is met at once. */
export class WaitingWords {
  readonly #met = new WeakSet<Message>();

  /**
   * Looks at a message that waits, once, and says what is said first where something is found in it. Never rejects.
   * @param onRefused called where it is refused, before that is said
   */
  async meet(message: Message, onRefused: () => void, context: CommandContext): Promise<void> {
    if (this.#met.has(message)) return;
    this.#met.add(message);
    const { id, author, guild } = message;
    const { store, translate, log } = context;
    const locale = await localeOf(author.id, guild, store, SETTINGS_MS);
    const said = { id, text: wordsOf([message], translate(locale)) };
    const found = await foundIn(said, { userId: author.id, locale }, context);
    if (!found) return;
    if (found.isRefused) onRefused();
    try {
      const beside = messagePlace(message, locale, context, `+${id}`);
      await beside.note({ content: found.opening }, 0);
    } catch (err) {
      log.warn({ userId: author.id, err }, 'what waits could not be met');
    }
  }
}
