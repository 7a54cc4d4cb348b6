/** Work for each person, one piece after the other in the order in which it came. That for others goes on beside it. */
export class InOrder {
  /** What came last for each person for whom something is left; it never rejects. */
  readonly #last = new Map<string, Promise<unknown>>();

  /**
   * Does some work for this person once all that came before it has ended, however that was.
   * @throws what the work throws
   */
  async run<Result>(userId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(userId);
    const running = before ? before.then(work) : work();
    const ended = running.catch(() => undefined);
    this.#last.set(userId, ended);
    try {
      return await running;
    } finally {
      if (this.#last.get(userId) === ended) this.#last.delete(userId);
    }
  }
}
