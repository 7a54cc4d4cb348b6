import type { Stored } from '../../models/stored.ts';
import type { Feedback, Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import { endRehearsal } from './goingRehearsal.ts';
import { Leases, type LeaseTimes } from './leases.ts';
import { type LeftBehind, takeLeftBehind } from './leftBehind.ts';
import type { Counted, Limits } from './limits.ts';
import { Memories, type MemoriesOptions } from './memories.ts';
import { newestOf } from './newest.ts';
import { Persistence } from './persistence.ts';
import { Places } from './places.ts';
import type { Question, Refusal } from './question.ts';
import { Questions } from './questions.ts';
import { refuseTurns } from './refusals.ts';
import { allWaiting, type AskedWhere, type Waiting } from './waiting.ts';
import { within } from '../../within.ts';
import { WaitingMessages } from './waitingMessages.ts';
import { type Answer, Writer, type WriterOptions } from './writer.ts';

interface CoachOptions extends WriterOptions, MemoriesOptions {
  leaseTimes?: LeaseTimes;
  /** How long the store may take to take a question, and for a step of its answer: somebody is waiting. */
  storeBudgetMs?: number;
  /** Called when somebody gave an answer a thumb. */
  onRated?: (thumb: Feedback) => void;
}

const STORE_BUDGET_MS = 6_000;

/** One turn of coaching at a time for each person: a question in, a stored and streamed answer out. */
export class Coach {
  /** Messages in Discord that are still to be asked. */
  readonly waitingMessages: WaitingMessages;
  readonly #store: Store;
  readonly #limits: Limits;
  readonly #persistence: Persistence;
  readonly #leases: Leases;
  readonly #places: Places;
  readonly #memories: Memories;
  readonly #questions: Questions;
  readonly #storeBudgetMs: number;
  readonly #onRated: CoachOptions['onRated'];
  #isClosed = false;

  constructor(options: CoachOptions) {
    const { store, limits, log, leaseTimes, storeBudgetMs = STORE_BUDGET_MS } = options;
    const persistence = new Persistence(log);
    const leases = new Leases(store, persistence, log, leaseTimes);
    const memories = new Memories(options);
    const places = new Places(store, leases, persistence, storeBudgetMs);
    this.waitingMessages = new WaitingMessages(leases);
    this.#store = store;
    this.#limits = limits;
    this.#persistence = persistence;
    this.#leases = leases;
    this.#places = places;
    this.#memories = memories;
    const shared = { persistence, leases, places, memories, storeBudgetMs };
    const writer = new Writer(options, shared);
    this.#questions = new Questions({ store, limits, persistence, places, writer, storeBudgetMs });
    this.#storeBudgetMs = storeBudgetMs;
    this.#onRated = options.onRated;
  }

  /** How many answers are being prepared or written. */
  get liveCount(): number {
    return this.#places.count;
  }

  /** Whether no answer is begun any more. */
  get isEnding(): boolean {
    return this.#places.isStopped;
  }

  /** Whether something is being prepared, written or deleted for this person in this process. */
  isBusy(userId: string): boolean {
    return this.#places.isTaken(userId);
  }

  /**
   * Resolves when nothing is being prepared, written or deleted for this person in this process, to whether answers
   * were written until then, and nothing was deleted.
   */
  free(userId: string): Promise<boolean> {
    return this.#places.free(userId);
  }

  /** Takes a question, which is stored before the model is asked: it is never lost. */
  ask(question: Question): Promise<Answer | Refusal> {
    return this.#questions.ask(question);
  }

  /** What waits in this place for the person's profile, as the one question that it becomes. */
  waiting(userId: string, where: AskedWhere): Promise<Waiting | undefined> {
    return this.#questions.waiting(userId, where);
  }

  /** Answers a question that waited for its asker's profile, together with all that waited in the same place. */
  resume(
    userId: string,
    turnId: string,
    where: Pick<Question, 'reply' | 'isPublic'>,
  ): Promise<Answer | Refusal> {
    return this.#questions.resume(userId, turnId, where);
  }

  /** The person's turn that now stands for this one, which may have been asked again; null if there is none (any more). */
  newest(userId: string, turnId: string): Promise<Stored<Turn> | null> {
    return this.#questions.newest(userId, turnId);
  }

  /** Asks the question of a turn once more that was asked before. */
  askAgain(
    turn: Stored<Turn>,
    again: Pick<Question, 'id' | 'reply' | 'isPublic'>,
  ): Promise<Answer | Refusal> {
    return this.#questions.askAgain(turn, again);
  }

  /** Ends a rehearsal of this person with its review: the answer to the `text` that asks for it. */
  review(
    practiceId: string,
    request: Pick<Question, 'id' | 'userId' | 'text' | 'reply' | 'isPublic'>,
  ): Promise<Answer | Refusal> {
    return this.#questions.review(practiceId, request);
  }

  /**
   * Stops the answer that is being written for this person, if any; what it has so far is kept.
   * Resolves when it is stored: from then on nothing writes about this person.
   */
  async discard(userId: string): Promise<void> {
    await this.#places.stop(userId, 'discarded');
  }

  /**
   * Coaches this person no more until they set up a profile again: the one they have is removed, and an answer that is
   * being written, a memory and a rehearsal end, and what waited for a profile is deleted. What was said so far stays.
   */
  async turnAway(userId: string): Promise<void> {
    await this.#store.removeProfile(userId);
    // There may be more than one look finds.
    for (let waiting; (waiting = await allWaiting(userId, this.#store)).length > 0;) {
      await Promise.all(waiting.map(({ id }) => this.#store.removeTurn(userId, id)));
    }
    await this.discard(userId);
    this.#memories.forget(userId);
    await endRehearsal(userId, this.#store);
  }

  /**
   * Deletes everything about this person; what is being written for them is stopped first. What they ask meanwhile waits
   * for it: it would be asked with what is being deleted.
   * @param before what is to be done before anything that is stored is deleted
   */
  forget(userId: string, before?: Promise<unknown>): Promise<void> {
    const remove = async () => {
      this.#memories.forget(userId);
      await this.#limits.forget(userId);
      await this.#store.deleteUser(userId);
    };
    return this.#places.clear(userId, remove, before);
  }

  /** What is counted of this person's questions. */
  counted(userId: string): Promise<Counted[]> {
    return this.#limits.counted(userId);
  }

  /**
   * Keeps that a question of this person is not to be answered, nor was, with what goes on from it: one that waits for a
   * profile is deleted, and what is being written in its place, or goes on from it, ends.
   */
  async refuse(userId: string, turnId: string): Promise<void> {
    const stored = this.#persistence.insist({ what: 'a refusal', turnId }, async () => {
      const newest = await newestOf(userId, turnId, this.#store);
      if (newest?.status === 'waiting') return this.#store.removeTurn(userId, newest.id);
      const asked = [turnId, ...(newest ? [newest.id] : [])];
      const again = this.#stopIfOf(userId, asked);
      const refused = await refuseTurns(userId, [...asked, ...again], this.#store);
      // One that asks what follows once more is refused by its end, where it stands for that.
      this.#stopIfOf(userId, refused);
    });
    await within(this.#storeBudgetMs, stored).catch(() => undefined);
  }

  /** Stops what is being taken or written, if it is one of these turns or asks the question of one once more: its id. */
  #stopIfOf(userId: string, turnIds: readonly string[]): string[] {
    const ofThese = this.#places.turnOf(userId, turnIds);
    if (ofThese === undefined) return [];
    void this.#places.stop(userId, 'discarded', ofThese);
    return [ofThese];
  }

  /**
   * Ends the rehearsal of somebody who may be in need by what they said beside it, also in the midst of a line. Tried until it is
   * stored.
   */
  async endRehearsal(userId: string, saidIn: string): Promise<void> {
    this.#places.stopPlaying(userId);
    await this.#persistence.insist({ what: 'the end of a rehearsal', turnId: saidIn }, () =>
      endRehearsal(userId, this.#store),
    );
  }

  /** Stops this answer, if it is this person's and is still being written. Resolves when it is stored. */
  async stop(userId: string, turnId: string): Promise<void> {
    await this.#places.stop(userId, 'asker', turnId);
  }

  /** Keeps what this person thinks of an answer of theirs, once that is stored itself. False if there is none. */
  async rate(userId: string, turnId: string, feedback: Feedback | null): Promise<boolean> {
    // Where updates are not atomic, one of two at the same time would be lost.
    await this.#leases.ended(turnId);
    const isKept = await this.#store.rateTurn(userId, turnId, feedback);
    if (isKept && feedback !== null) this.#onRated?.(feedback);
    return isKept;
  }

  /** Whether the reply to this turn is this process's to show: false once others may take it for gone, or it is. */
  mayShow(turnId: string): boolean {
    return !this.#isClosed && this.#leases.mayShow(turnId);
  }

  /** Leaves a reply that can be shown to its end only later to whoever looks next for what is left behind. */
  leave(turnId: string): void {
    void this.#leases.giveBack(turnId);
  }

  /** Begins no more answers: questions that still come are kept, to be asked again. */
  beginNoMore(): void {
    this.#places.beginNoMore();
    this.#memories.stop();
  }

  /** Stops all answers, those to questions that are still being taken included: each ends with the text it has. */
  stopAll(): void {
    this.#places.stopAll();
    this.#memories.stop();
  }

  /** Resolves when everything that ended is stored. */
  settled(): Promise<void> {
    return this.#persistence.settled();
  }

  /** Stores nothing any more: what is not stored by now is found by the next process. */
  close(): void {
    this.#isClosed = true;
    this.#persistence.giveUp();
    this.#leases.stop();
  }

  /**
   * What was left behind: turns, and messages that waited. What the store does not give now is thrown after the others: then it is to be
   * looked once more.
   * @param isFirst whether this process has just begun
   */
  leftBehind(isFirst: boolean): AsyncGenerator<LeftBehind, void, undefined> {
    return takeLeftBehind(isFirst, {
      store: this.#store,
      leases: this.#leases,
      persistence: this.#persistence,
    });
  }
}
