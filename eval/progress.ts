/** Where progress is written, such as `process.stderr`. */
interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write: (text: string) => unknown;
}

const BAR = 24;
/** Without a terminal a line is written whenever so much more is done. */
const STEP = 0.1;

/** How far a run is: a bar that is drawn over itself in a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #total: number;
  readonly #terminal: Terminal;
  readonly #now: () => number;
  readonly #startedAt: number;
  #done = 0;
  #problems = 0;
  #reported = 0;

  /** @param now a clock, in milliseconds */
  constructor(total: number, terminal: Terminal, now: () => number = () => performance.now()) {
    this.#total = total;
    this.#terminal = terminal;
    this.#now = now;
    this.#startedAt = now();
  }

  start(): void {
    if (this.#terminal.isTTY) this.#draw();
    else this.#terminal.write(`${this.#total} requests\n`);
  }

  advance(count: number): void {
    this.#done += count;
    if (this.#terminal.isTTY) {
      this.#draw();
    } else if (this.#done / this.#total >= this.#reported + STEP || this.#done === this.#total) {
      this.#reported = this.#done / this.#total;
      this.#terminal.write(`${this.#figures()}\n`);
    }
  }

  /** Shows what failed, above the bar. */
  problem(text: string): void {
    this.#problems += 1;
    this.#clear();
    this.#terminal.write(`${text}\n`);
    if (this.#terminal.isTTY) this.#draw();
  }

  /** Takes the bar away. */
  end(): void {
    this.#clear();
  }

  #draw(): void {
    const filled = Math.round((this.#done / this.#total) * BAR);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
    const line = `${bar} ${this.#figures()}`;
    this.#clear();
    // A line that wraps could not be drawn over.
    this.#terminal.write(line.slice(0, (this.#terminal.columns ?? 80) - 1));
  }

  #clear(): void {
    if (this.#terminal.isTTY) this.#terminal.write('\r\u001B[K');
  }

  #figures(): string {
    const parts = [`${this.#done}/${this.#total} requests`];
    if (this.#problems > 0) parts.push(`${this.#problems} failed`);
    const left = this.#timeLeft();
    if (left !== undefined) parts.push(`about ${left} left`);
    return parts.join(' · ');
  }

  #timeLeft(): string | undefined {
    if (this.#done === 0 || this.#done >= this.#total) return undefined;
    const perRequest = (this.#now() - this.#startedAt) / this.#done;
    const seconds = Math.ceil((perRequest * (this.#total - this.#done)) / 1000);
    return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  }
}
