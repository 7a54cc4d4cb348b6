/** Work for each person whose pieces are done in the order in which they came. That for others goes on beside it. */
export class InOrder {
  /** What came last for each person for whom something is left; it never rejects. */
  readonly #last = new Map<string, Promise<unknown>>();

  /**
   * Begins some work for this person once it is `ready`; its place is that of this call.
   * @param work is told when all that came before has ended, however that was: it waits for that with what has to be done
   * in order
   * @throws what the work throws, or `ready` does
   */
  async run<Result>(
    userId: string,
    work: (before: Promise<unknown>) => Promise<Result>,
    ready: Promise<unknown> = Promise.resolve(),
  ): Promise<Result> {
    const before = this.#last.get(userId) ?? Promise.resolve();
    const running = ready.then(() => work(before));
    const ended = Promise.allSettled([before, running]);
    this.#last.set(userId, ended);
    void this.#dropAfter(userId, ended);
    return running;
  }

  /** Forgets about what has ended, if nothing came after it. */
  async #dropAfter(userId: string, ended: Promise<unknown>): Promise<void> {
    await ended;
    if (this.#last.get(userId) === ended) this.#last.delete(userId);
  }
}
