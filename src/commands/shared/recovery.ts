import type { Client } from 'discord.js';
import type { Turn } from '../../models/turn.ts';
import type { LeftTurn } from '../../services/coaching/leftBehind.ts';
import type { WaitingMessage } from '../../services/coaching/waitingMessages.ts';
import { backoffMs } from '../../services/reply/backoff.ts';
import { pause } from '../../services/reply/pause.ts';
import type { CommandContext } from '../context.ts';
import { askLeft } from './leftMessages.ts';
import { showLeft } from './leftReply.ts';

/** How often a process looks for what others have left behind, in milliseconds. */
const LOOK_EVERY_MS = 10_000;
/**
 * How long after a process is gone its last edits have come at the latest, and the rate limits that it used up are over,
 * in milliseconds.
 */
const AFTERMATH_MS = 5_000;

/**
 * Finishes the replies of processes that were killed: each shows the words that are kept of it, says that it was
 * interrupted, and can be tried again. What waited to be asked is asked.
 */
export class Recovery {
  readonly #context: CommandContext;
  readonly #stopped = new AbortController();
  readonly #finishing = new Set<Promise<void>>();

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /**
   * Finishes what is left, and goes on looking for what others leave, and for what this process could not finish.
   * Never rejects; resolves when it is stopped, and nothing is being shown any more.
   */
  async start(client: Client<true>): Promise<void> {
    const { signal } = this.#stopped;
    // Until a look has succeeded, what it finds was left by another process.
    let isFirst = true;
    for (let failures = 0; !signal.aborted;) {
      const isWhole = await this.#look(client, isFirst);
      if (isWhole) isFirst = false;
      failures = isWhole ? 0 : failures + 1;
      await pause(isWhole ? LOOK_EVERY_MS : Math.min(backoffMs(failures), LOOK_EVERY_MS), signal);
    }
    await Promise.all(this.#finishing);
  }

  /** Looks no more. What is not certain to be finished is left to the next process. */
  stop(): void {
    this.#stopped.abort();
  }

  /** Begins to finish what it finds. False if the store did not say all that there is. */
  async #look(client: Client<true>, isFirst: boolean): Promise<boolean> {
    const context = this.#context;
    const { coach, log } = context;
    const { signal } = this.#stopped;
    const waiting: WaitingMessage[] = [];
    try {
      for await (const left of coach.leftBehind(isFirst)) {
        if (left.kind === 'message') waiting.push(left.message);
        else this.#begin(this.#finish(left, client.application.id));
      }
      return true;
    } catch (err) {
      log.error({ err }, 'what was left behind could not be looked for');
      return false;
    } finally {
      const together = Map.groupBy(waiting, ({ userId, channelId }) => `${channelId}:${userId}`);
      for (const messages of together.values())
        this.#begin(askLeft(messages, { client, signal, context }));
    }
  }

  #begin(finishing: Promise<void>): void {
    this.#finishing.add(finishing);
    void finishing.then(() => this.#finishing.delete(finishing));
  }

  /** Finishes a reply, however often that has to be tried, unless the bot is stopped before. Never rejects. */
  async #finish({ turnId, close, settle }: LeftTurn, applicationId: string): Promise<void> {
    const { log } = this.#context;
    const { signal } = this.#stopped;
    const left = await close();
    if (left === undefined) return;
    log.info({ turnId }, 'finishing what was left behind');
    if (left?.reply) await pause(AFTERMATH_MS, signal);
    let shown: Turn | undefined;
    for (let failures = 0; ;) {
      const found = await close();
      if (found === undefined) return;
      // What its asker has deleted meanwhile ends as in a process that lives: what is on their screen stays there.
      const isDeleted = found === null;
      const turn = found ?? (shown ? null : left);
      // Whoever shows a reply last has seen afterwards that this is what is stored.
      if (turn === null || (shown && isSame(turn, shown))) return settle();
      // Nobody else finds what is deleted: it is tried once more.
      if (signal.aborted && (!isDeleted || failures > 0)) return;
      try {
        await showLeft({ turn, applicationId, isDeleted, signal }, this.#context);
        shown = turn;
      } catch (err) {
        failures += 1;
        log.warn({ turnId, err }, 'an interrupted reply is to be finished later');
        await pause(backoffMs(failures), signal);
      }
    }
  }
}

const isSame = (turn: Turn, shown: Turn): boolean =>
  turn.answer === shown.answer && turn.status === shown.status;
