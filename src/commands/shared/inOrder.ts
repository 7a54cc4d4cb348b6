/** Work for each person, one piece after the other in the order in which it came. That for others goes on beside it. */
export class InOrder {
  /** What came last for each person for whom something is left; it never rejects. */
  readonly #last = new Map<string, Promise<unknown>>();

  /**
   * Does some work for this person once all that came before it has ended, however that was.
   * @param ready what the work waits for besides: its place is that of this call
   * @throws what the work throws, or `ready` does
   */
  async run<Result>(
    userId: string,
    work: () => Promise<Result>,
    ready: Promise<unknown> = Promise.resolve(),
  ): Promise<Result> {
    // It is looked at when its turn comes; until then a failure is nobody's to handle.
    ready.catch(() => undefined);
    const before = this.#last.get(userId) ?? Promise.resolve();
    const running = before.then(() => ready).then(work);
    const ended = running.catch(() => undefined);
    this.#last.set(userId, ended);
    try {
      return await running;
    } finally {
      if (this.#last.get(userId) === ended) this.#last.delete(userId);
    }
  }
}
