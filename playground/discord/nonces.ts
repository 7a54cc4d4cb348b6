import type { Message } from './message.ts';

/** How long a nonce is remembered, in milliseconds: "the past few minutes", says Discord. */
const REMEMBERED_MS = 5 * 60_000;

/** Who sends a message may give it one, to know it again. */
export type Nonce = string | number | null | undefined;

/** The nonces with which the bot has lately sent messages. */
export class Nonces {
  readonly #messages = new Map<string, Message>();

  /** The message that was lately sent with this nonce. */
  find(nonce: Nonce): Message | undefined {
    this.#forgetOld();
    return this.#messages.get(String(nonce));
  }

  note(nonce: Nonce, message: Message): void {
    if (nonce === undefined || nonce === null) return;
    this.#messages.delete(String(nonce));
    this.#messages.set(String(nonce), message);
  }

  // They are kept in the order in which they were sent.
  #forgetOld(): void {
    const oldest = performance.now() - REMEMBERED_MS;
    for (const [nonce, { createdAt }] of this.#messages) {
      if (createdAt > oldest) return;
      this.#messages.delete(nonce);
    }
  }
}
