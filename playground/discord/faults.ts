/** Something that goes wrong with matching requests. */
export interface Fault {
  method?: string;
  /**
   * Tried against the path and against its template (`/webhooks/:application/:token/…`). Attachments are below
   * `/attachments/`; those whose address has expired are answered 404.
   */
  route: RegExp;
  /** Answers with this status instead of doing anything. */
  status?: number;
  code?: number;
  /** Seconds to wait, for a fault with status 429. */
  retryAfter?: number;
  /** Waits so long before anything else. */
  delayMs?: number;
  /** Waits for this before anything else; a function is called when the request is there. */
  until?: Promise<void> | (() => Promise<void>);
  /** Cuts the connection without an answer. */
  reset?: true;
  /** Of an attachment: cuts the connection after so many bytes of it. */
  cutAfterBytes?: number;
  /** With `status` or `reset`: the request takes effect first, only its answer is lost. */
  applied?: true;
  /** How many requests it hits; without, all until it is removed. */
  times?: number;
}

/** The faults in force. */
export class Faults {
  readonly #faults = new Set<Fault>();

  /** Adds a fault; the returned function takes it away. */
  add(fault: Fault): () => void {
    const own = { ...fault };
    this.#faults.add(own);
    return () => {
      this.#faults.delete(own);
    };
  }

  /** Takes all faults away. */
  clear(): void {
    this.#faults.clear();
  }

  /** The first fault that this request hits, used up by one. */
  hit(method: string, template: string, path: string): Fault | undefined {
    for (const fault of this.#faults) {
      if (fault.method !== undefined && fault.method !== method) continue;
      if (!fault.route.test(path) && !fault.route.test(template)) continue;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) this.#faults.delete(fault);
      }
      return fault;
    }
    return undefined;
  }
}
