import type { Logger } from 'pino';
import type { ReplyLocation, Turn } from '../../models/turn.ts';
import type { Store, TurnEnd } from '../store/store.ts';
import type { Persistence } from './persistence.ts';
import { hasEndedSo, wasClosedBefore } from './standing.ts';

/** How much of an answer that is not shown may be lost when the process is killed, in milliseconds. */
const SAVE_EVERY_MS = 2_000;

/** Keeps the record of one turn up to date while its answer is written and shown. One write at a time. */
export class TurnRecord {
  readonly #userId: string;
  readonly #turnId: string;
  readonly #store: Store;
  readonly #persistence: Persistence;
  readonly #log: Logger;
  #answer = '';
  /** What of it is kept. */
  #saved = '';
  /** Whether it is to be kept as soon as what is being written before is. */
  #isQueued = false;
  #isEnded = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    { userId, id }: Pick<Turn, 'userId' | 'id'>,
    store: Store,
    persistence: Persistence,
    log: Logger,
  ) {
    this.#userId = userId;
    this.#turnId = id;
    this.#store = store;
    this.#persistence = persistence;
    this.#log = log;
  }

  /** What is written so far: kept within two seconds. The first words, which may be help lines, are kept at once. */
  progress(answer: string): void {
    // It would count as an answer after a kill.
    if (answer.trim() === '') return;
    const areFirst = this.#answer === '';
    this.#answer = answer;
    if (areFirst) this.#save();
    else this.#saveSoon();
  }

  /** Keeps what is written so far, which is about to be shown: a kill takes back nothing that was read. */
  keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isEnded && this.#answer !== this.#saved) this.#save();
  }

  /** Keeps nothing of what is written so far. */
  beginAnew(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#answer = '';
    this.#saved = '';
  }

  /**
   * Where the reply is shown by now. Before it is known to have a further message, the words in that are kept: whoever
   * finishes it after a kill has some for each of its messages.
   */
  shownAt(reply: ReplyLocation): void {
    if (reply.messageIds.length > 1) this.#save();
    this.#write(() => this.#store.saveReply(this.#userId, this.#turnId, reply));
  }

  /**
   * The end: tried until it is stored. What another process has closed the turn with, which took this one for gone,
   * gives way to it: the person has read all of it. What was deleted stays so, and so does what the person has gone on
   * from.
   */
  async end(end: TurnEnd): Promise<'stored' | 'amended' | 'givenUp'> {
    clearTimeout(this.#timer);
    this.#isEnded = true;
    const [userId, turnId] = [this.#userId, this.#turnId];
    let wasClosed = false;
    const isDone = await this.insist('the end of a turn', async () => {
      if (await this.#store.endTurn(userId, turnId, end)) return true;
      const found = await this.#store.findTurn(userId, turnId);
      if (found && hasEndedSo(found, end)) return true;
      if (!found?.endedAt || !wasClosedBefore(found, end)) return false;
      // It stays true if only the store's answer is lost.
      wasClosed = true;
      wasClosed = await this.#store.amendTurn(userId, turnId, found.endedAt, end);
      return wasClosed;
    });
    if (!isDone) return 'givenUp';
    return wasClosed ? 'amended' : 'stored';
  }

  /** Writes something else about the turn: tried until it is stored. False if that was given up. */
  async insist(what: string, work: () => Promise<unknown>): Promise<boolean> {
    const facts = { what, turnId: this.#turnId };
    const writing = this.#writing.then(() => this.#persistence.insist(facts, work));
    this.#writing = writing;
    return writing;
  }

  /** A slow store is asked once at a time, with all that is written by then: the end waits for no more. */
  #save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isQueued) return;
    this.#isQueued = true;
    this.#write(async () => {
      this.#isQueued = false;
      if (this.#isEnded) return;
      const answer = this.#answer;
      try {
        await this.#store.saveProgress(this.#userId, this.#turnId, answer);
        this.#saved = answer;
      } finally {
        // The model may have paused: no further words would have it kept.
        if (this.#answer !== this.#saved) this.#saveSoon();
      }
    });
  }

  #saveSoon(): void {
    if (!this.#isEnded) this.#timer ??= setTimeout(() => this.keep(), SAVE_EVERY_MS).unref();
  }

  /** What is not kept this time is kept with the next. */
  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(work).catch((err: unknown) => {
      this.#log.warn({ turnId: this.#turnId, err }, 'progress could not be stored');
    });
  }
}
