import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from 'discord.js';
import type { WaitingMessage } from '../../services/coaching/waitingMessages.ts';
import type { CommandContext } from '../context.ts';

/** How soon it is tried again to keep what could not be, in milliseconds. */
const AGAIN_MS = 1_000;

type Context = Pick<CommandContext, 'coach' | 'log'>;

/** Messages that wait to be asked, kept so that another process asks them should this one end before it does. */
export class KeptMessages {
  /** What is being kept, or is, by the message's id. */
  readonly #kept = new Map<string, Promise<void>>();
  /** What another process is to ask, or nobody any more. */
  readonly #lost = new Set<string>();
  /** What could not be kept yet. */
  readonly #wanted = new Set<string>();

  /** Rejects when the store does not take it. */
  keep(message: Message, { coach }: Context): Promise<void> {
    const known = this.#kept.get(message.id);
    if (known) return known;
    const keeping = coach.waitingMessages.keep(waitingOf(message), () =>
      this.#lost.add(message.id),
    );
    this.#kept.set(message.id, keeping);
    void keeping.catch(() => this.#kept.delete(message.id));
    return keeping;
  }

  /** The same, tried again and again as long as the message waits. */
  async insist(message: Message, context: Context): Promise<void> {
    this.#wanted.add(message.id);
    while (this.#wanted.has(message.id)) {
      try {
        await this.keep(message, context);
        this.#wanted.delete(message.id);
      } catch {
        await sleep(AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  /** Keeps those of these once more that are: all that was stored of their writer is deleted. Never rejects. */
  renew(messages: readonly Message[], { coach, log }: Context): void {
    for (const message of messages) {
      const kept = this.#kept.get(message.id);
      if (!kept) continue;
      const waiting = waitingOf(message);
      const again = kept
        .then(() => coach.waitingMessages.drop(waiting))
        .then(() => coach.waitingMessages.keep(waiting, () => this.#lost.add(message.id)));
      this.#lost.delete(message.id);
      this.#kept.set(message.id, again);
      again.catch((err: unknown) => {
        this.#kept.delete(message.id);
        log.error({ err }, 'a message is not kept any more');
      });
    }
  }

  isLost({ id }: Message): boolean {
    return this.#lost.has(id);
  }

  /** These are asked, or are not to be asked any more. */
  drop(messages: readonly Message[], { coach, log }: Context): void {
    for (const message of messages) {
      this.#wanted.delete(message.id);
      this.#lost.delete(message.id);
      const keeping = this.#kept.get(message.id);
      if (!keeping || !this.#kept.delete(message.id)) continue;
      // What is kept too late would be asked once more.
      const dropping = keeping.then(
        () => coach.waitingMessages.drop(waitingOf(message)),
        () => undefined,
      );
      void dropping.catch((err: unknown) => log.error({ err }, 'a message stays kept'));
    }
  }

  /** Leaves these to the process that looks next for what is left behind. */
  async leave(messages: readonly Message[], { coach }: Context): Promise<void> {
    for (const { id } of messages) {
      this.#wanted.delete(id);
      this.#kept.delete(id);
    }
    await Promise.all(messages.map((message) => coach.waitingMessages.passOn(waitingOf(message))));
  }
}

const waitingOf = ({ author, channelId, id }: Message): WaitingMessage => ({
  userId: author.id,
  channelId,
  messageId: id,
});
