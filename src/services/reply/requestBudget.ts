/** What Discord allows a bot as long as it has not agreed to more, of all kinds together. */
export const REQUESTS_PER_SECOND = 50;
/** What of that progress may take: the rest is left for what must not wait. */
const PROGRESS = 41 / 50;
/** However many first words are expected, so much stays for replies that are being written. */
const LEAST_PROGRESS = 15 / 50;
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
  /** First words, final edits and everything that is no reply may take nearly all. */
  readonly #urgentPerSecond: number;
  readonly #progressPerSecond: number;
  readonly #leastProgressPerSecond: number;
  #underWay = 0;
  /** Replies whose first words are still to come. */
  #expected = 0;
  /** When the requests of the last second were answered, as `performance.now()` has it. */
  readonly #answered: number[] = [];
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param requestsPerSecond of this process: what is allowed is the bot's, whose processes share it */
  constructor(requestsPerSecond = REQUESTS_PER_SECOND) {
    this.#urgentPerSecond = requestsPerSecond - 1;
    this.#progressPerSecond = Math.floor(requestsPerSecond * PROGRESS);
    this.#leastProgressPerSecond = Math.floor(requestsPerSecond * LEAST_PROGRESS);
  }

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
      const limit = urgent === -1 ? this.#progressNow : this.#urgentPerSecond;
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

  /** How many requests a second may show progress now. */
  get #progressNow(): number {
    return Math.max(this.#leastProgressPerSecond, this.#progressPerSecond - this.#expected);
  }

  #done(): void {
    this.#underWay -= 1;
    this.#answered.push(performance.now());
    this.#letGo();
  }
}
