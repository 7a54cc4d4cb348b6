/** Discord allows a bot 50 requests a second, of all kinds; a few are left for what must not wait. */
const PER_SECOND = 41;
/** First words, final edits and everything that is no reply may take most of those, too. */
const URGENT_PER_SECOND = 49;
/** However many first words are expected, so much stays for those that are being written. */
const LEAST_PROGRESS_PER_SECOND = 15;
const WINDOW_MS = 1_000;

interface Waiting {
  isUrgent: () => boolean;
  go: (done: () => void) => void;
}

/**
 * Shares the bot's requests a second among the replies that are live and all else: urgent ones first, the others in turn.
 * A request counts from when it is let go until a second after its answer: at whatever moment in between Discord
 * counts it, no second holds more than allowed.
 */
export class RequestBudget {
  #underWay = 0;
  /** Replies whose first words are still to come. */
  #expected = 0;
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

  /** Keeps a request for first words that will come. Returns what must be called when they are shown, or will not be. */
  expect(): () => void {
    this.#expected += 1;
    let isExpected = true;
    return () => {
      if (isExpected) this.#expected -= 1;
      isExpected = false;
    };
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    while (this.#answered[0] !== undefined && this.#answered[0] <= now - WINDOW_MS) {
      this.#answered.shift();
    }
    while (this.#waiting.length > 0) {
      const urgent = this.#waiting.findIndex(({ isUrgent }) => isUrgent());
      const limit = urgent === -1 ? this.#progressPerSecond : URGENT_PER_SECOND;
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

  /** How many requests a second may show progress. */
  get #progressPerSecond(): number {
    return Math.max(LEAST_PROGRESS_PER_SECOND, PER_SECOND - this.#expected);
  }

  #done(): void {
    this.#underWay -= 1;
    this.#answered.push(performance.now());
    this.#letGo();
  }
}
