const EVERY_MS = 1_000;
/** How much more the last third may take than the second. */
const TOLERANCE = 0.1;

/** The memory of the bot's process over time, as its own metrics tell it. */
export class Memory {
  readonly #url: string;
  readonly #startedAt = performance.now();
  readonly #samples: { at: number; bytes: number }[] = [];
  readonly #timer: NodeJS.Timeout;

  constructor(healthPort: number) {
    this.#url = `http://127.0.0.1:${healthPort}/metrics`;
    this.#timer = setInterval(() => void this.#look(), EVERY_MS);
  }

  /** Ends the watch, and says what each third of the time took: the median, in bytes. */
  stop(): { thirds: number[]; isFlat: boolean } {
    clearInterval(this.#timer);
    const third = (performance.now() - this.#startedAt) / 3;
    const thirds = [0, 1, 2].map((index) =>
      median(
        this.#samples
          .filter(({ at }) => Math.floor((at - this.#startedAt) / third) === index)
          .map(({ bytes }) => bytes),
      ),
    );
    const [, second = Number.NaN, last = Number.NaN] = thirds;
    return { thirds, isFlat: last <= second * (1 + TOLERANCE) };
  }

  async #look(): Promise<void> {
    try {
      const text = await (await fetch(this.#url)).text();
      const bytes = Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
      if (bytes > 0) this.#samples.push({ at: performance.now(), bytes });
    } catch {
      // It is being started again.
    }
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
