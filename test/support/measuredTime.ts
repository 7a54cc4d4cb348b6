import { beforeEach, vi } from 'vitest';

/** The clock that measures how long something takes, which the tests of a `describe` put forward. */
export class MeasuredTime {
  #aheadMs = 0;

  constructor() {
    beforeEach(() => {
      this.#aheadMs = 0;
      const now = performance.now.bind(performance);
      const spy = vi.spyOn(performance, 'now');
      spy.mockImplementation(() => now() + this.#aheadMs);
      return () => spy.mockRestore();
    });
  }

  /** Lets so much time pass. */
  pass(milliseconds: number): void {
    this.#aheadMs += milliseconds;
  }
}
