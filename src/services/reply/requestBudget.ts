/** Discord allows a bot 50 requests a second, of all kinds; a few are left for everything that is no reply. */
const PER_SECOND = 44;
/** First words and final edits may take most of those, too. */
const URGENT_PER_SECOND = 49;
const WINDOW_MS = 1_000;

interface Waiting {
  isUrgent: () => boolean;
  go: (done: () => void) => void;
}

/**
 * Shares the bot's requests a second among the replies that are live: urgent ones first, the others in turn.
 * A request counts from when it is let go until a second after its answer: at whatever moment in between Discord
 * counts it, no second holds more than allowed.
 */
export class RequestBudget {
  #underWay = 0;
  /** When the requests of the last second were answered, as `performance.now()` has it. */
  readonly #answered: number[] = [];
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  /**
   * Resolves when a request may go, with what must be called when it is answered or not made after all.
   * `isUrgent` is asked again while waiting.
   */
  turn(isUrgent: () => boolean): Promise<() => void> {
    return new Promise((resolve) => {
      this.#waiting.push({ isUrgent, go: resolve });
      this.#letGo();
    });
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    while (this.#answered[0] !== undefined && this.#answered[0] <= now - WINDOW_MS) {
      this.#answered.shift();
    }
    while (this.#waiting.length > 0) {
      const urgent = this.#waiting.findIndex(({ isUrgent }) => isUrgent());
      const limit = urgent === -1 ? PER_SECOND : URGENT_PER_SECOND;
      if (this.#underWay + this.#answered.length >= limit) break;
      const [next] = this.#waiting.splice(Math.max(0, urgent), 1);
      this.#underWay += 1;
      next?.go(() => this.#done());
    }
    const [first] = this.#answered;
    if (this.#waiting.length > 0 && first !== undefined) {
      this.#timer = setTimeout(() => this.#letGo(), Math.ceil(first + WINDOW_MS - now));
    }
  }

  #done(): void {
    this.#underWay -= 1;
    this.#answered.push(performance.now());
    this.#letGo();
  }
}
