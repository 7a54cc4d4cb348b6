import type { LoopbackDiscord } from '../../playground/discord/index.ts';

/** How long before its end a session may have been sent what its client did not read any more, in milliseconds. */
const UNREAD_MS = 1_000;

/**
 * When Discord had nobody to tell of what people wrote: from the moment at which a bot was lost that never took its
 * session up again, until there was a new one. Times are those of `performance.now()`.
 */
export class Absences {
  readonly #spans: { from: number; until: number }[] = [];
  #lostAt: number | undefined;

  constructor(discord: LoopbackDiscord, unreadMs = UNREAD_MS) {
    discord.on('change', ({ kind }) => {
      if (kind !== 'gateway') return;
      if (discord.gateway.connected.length > 0) this.#lostAt = undefined;
      else this.#lostAt ??= performance.now();
    });
    // A session that is resumed is told everything; one that is new begins with this.
    discord.on('dispatch', ({ event }) => {
      if (event !== 'READY' || this.#lostAt === undefined) return;
      this.#spans.push({ from: this.#lostAt - unreadMs, until: performance.now() });
    });
  }

  includes(at: number): boolean {
    return this.#spans.some(({ from, until }) => from <= at && at <= until);
  }
}
