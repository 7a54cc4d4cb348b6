/** Discord allows a bot 50 requests a second, of all kinds; a few are left for everything that is no reply. */
const PER_SECOND = 44;
/** First words and final edits may take most of those, too. */
const URGENT_PER_SECOND = 49;
const WINDOW_MS = 1_000;

interface Waiting {
  isUrgent: () => boolean;
  go: () => void;
}

/** Shares the bot's requests a second among the replies that are live: urgent ones first, the others in turn. */
export class RequestBudget {
  /** When the requests of the last second were let go, as `performance.now()` has it. */
  readonly #sent: number[] = [];
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** Resolves when a request may go. `isUrgent` is asked again while waiting. */
  turn(isUrgent: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ isUrgent, go: resolve });
      this.#letGo();
    });
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    while (this.#sent[0] !== undefined && this.#sent[0] <= now - WINDOW_MS) this.#sent.shift();
    while (this.#waiting.length > 0) {
      const urgent = this.#waiting.findIndex(({ isUrgent }) => isUrgent());
      if (this.#sent.length >= (urgent === -1 ? PER_SECOND : URGENT_PER_SECOND)) break;
      const [next] = this.#waiting.splice(Math.max(0, urgent), 1);
      this.#sent.push(now);
      next?.go();
    }
    const [first] = this.#sent;
    if (this.#waiting.length > 0 && first !== undefined) {
      this.#timer = setTimeout(() => this.#letGo(), Math.max(1, first + WINDOW_MS - now));
    }
  }
}
