import type { Store } from '../store/store.ts';
import type { Leases, Trouble } from './leases.ts';
import type { Persistence } from './persistence.ts';
import { OutOfTime, within } from '../../within.ts';

/** The asker wanted no more of it; the bot ends; nobody can see it any more; nobody is to be played any more. */
export type StopReason = 'asker' | 'shutdown' | 'discarded' | 'roleLeft';

/** Someone's one place: taken from their question to the end of its answer. */
export interface Place {
  userId: string;
  turnId: string;
  /** The turn whose question is asked once more in it, if one is. */
  replaces: string | undefined;
  controller: AbortController;
  /** Whether an answer is written in it: not while its question is still being taken. */
  isAnswering: boolean;
  /** Whether that is a line of somebody whom the coach plays. */
  isPlayed: boolean;
  /** Whether nobody is to be played in it any more. */
  isRoleLeft: boolean;
  /** Whether its asker has been told that their question could not be taken: the store took too long. */
  isLate: boolean;
  ended: PromiseWithResolvers<void>;
}

/** One answer at a time for each person, in this process and, by leases, in all of them. */
export class Places {
  readonly #store: Store;
  readonly #leases: Leases;
  readonly #persistence: Persistence;
  readonly #budgetMs: number;
  /** The places that are taken in this process, by user id. */
  readonly #taken = new Map<string, Place>();
  /** What is under way of which nothing may be taken until it is done, by user id. */
  readonly #clearing = new Map<string, Set<Promise<void>>>();
  #isStopped = false;

  /** @param budgetMs how long a question may take to be taken */
  constructor(store: Store, leases: Leases, persistence: Persistence, budgetMs: number) {
    this.#store = store;
    this.#leases = leases;
    this.#persistence = persistence;
    this.#budgetMs = budgetMs;
  }

  /** Whether what begins is stopped. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  get count(): number {
    return this.#taken.size;
  }

  /**
   * Holds the person's place while `begin` runs, and for as long as the answer that it returns.
   * @throws {OutOfTime} when the store takes too long: what it then did late is undone
   */
  async hold<Result extends { kind: string }>(
    {
      userId,
      turnId,
      replaces,
    }: Pick<Place, 'userId' | 'turnId'> & { replaces?: string | undefined },
    begin: (place: Place) => Promise<Result>,
  ): Promise<Result | { kind: 'busy' | 'unstored' | 'duplicate' }> {
    const before = this.#taken.get(userId);
    if (before) return { kind: before.turnId === turnId ? 'duplicate' : 'busy' };
    if (this.#clearing.has(userId)) return { kind: 'busy' };
    const place = this.#occupy(userId, turnId, replaces);
    if (this.#isStopped) place.controller.abort('shutdown' satisfies StopReason);
    const taking = this.#take(place, begin);
    try {
      return await within(this.#budgetMs, taking);
    } catch (error) {
      if (error instanceof OutOfTime) this.#discardLate(place, taking);
      throw error;
    }
  }

  /** Whether nothing can be taken for this person now in this process. */
  isTaken(userId: string): boolean {
    return this.#taken.has(userId) || this.#clearing.has(userId);
  }

  /**
   * Resolves when something can be taken for this person in this process, to whether answers were written until then, and
   * nothing was deleted.
   */
  async free(userId: string): Promise<boolean> {
    let hadAnswers = false;
    while (this.isTaken(userId)) {
      const place = this.#taken.get(userId);
      const clearing = this.#clearing.get(userId);
      if (clearing) await Promise.all(clearing);
      else await place?.ended.promise;
      hadAnswers = !clearing && (hadAnswers || place?.isAnswering === true);
    }
    return hadAnswers;
  }

  /**
   * Stops what is written for this person, waits for its end and for what has to be done `before`, and does `work`: from
   * the call on until that is done, nothing else of theirs is taken in this process.
   */
  async clear(userId: string, work: () => Promise<void>, before?: Promise<unknown>): Promise<void> {
    const done = Promise.withResolvers<void>();
    const clearing = this.#clearing.get(userId) ?? new Set();
    this.#clearing.set(userId, clearing.add(done.promise));
    try {
      await this.stop(userId, 'discarded');
      await before;
      await work();
    } finally {
      clearing.delete(done.promise);
      if (clearing.size === 0) this.#clearing.delete(userId);
      done.resolve();
    }
  }

  /** The answer is written: the person may ask again. */
  leave(place: Place): void {
    // What takes its place may be there already: it may be left twice.
    if (this.#taken.get(place.userId) === place) this.#taken.delete(place.userId);
    place.ended.resolve();
  }

  /** Stops what is written for this person, or this turn of theirs alone. Resolves when it has ended. */
  async stop(userId: string, reason: StopReason, turnId?: string): Promise<void> {
    const place = this.#taken.get(userId);
    if (!place || (turnId !== undefined && place.turnId !== turnId)) return;
    place.controller.abort(reason);
    await place.ended.promise;
  }

  /** The turn that is being taken or written, if it is one of these or asks the question of one once more. */
  turnOf(userId: string, turnIds: readonly string[]): string | undefined {
    const place = this.#taken.get(userId);
    const isOfThese = turnIds.some((id) => id === place?.turnId || id === place?.replaces);
    return isOfThese ? place?.turnId : undefined;
  }

  /** Plays a line in this place, unless nobody is to be played any more. */
  play(place: Place): void {
    place.isPlayed = true;
    if (place.isRoleLeft) place.controller.abort('roleLeft' satisfies StopReason);
  }

  /** Stops a line that is being played to this person, if one is, or is being taken. */
  stopPlaying(userId: string): void {
    const place = this.#taken.get(userId);
    if (!place) return;
    place.isRoleLeft = true;
    if (place.isPlayed) this.play(place);
  }

  /** From now on, what begins is stopped. */
  beginNoMore(): void {
    this.#isStopped = true;
  }

  stopAll(): void {
    this.beginNoMore();
    for (const userId of this.#taken.keys()) void this.stop(userId, 'shutdown');
  }

  #occupy(userId: string, turnId: string, replaces: string | undefined): Place {
    const states = {
      replaces,
      isAnswering: false,
      isPlayed: false,
      isRoleLeft: false,
      isLate: false,
    };
    const ended = Promise.withResolvers<void>();
    const place = { userId, turnId, controller: new AbortController(), ...states, ended };
    this.#taken.set(userId, place);
    return place;
  }

  async #take<Result extends { kind: string }>(
    place: Place,
    begin: (place: Place) => Promise<Result>,
  ): Promise<Result | { kind: 'busy' | 'unstored' | 'duplicate' }> {
    const { userId, turnId, controller } = place;
    let isTaken = false;
    try {
      const taken = await this.#leases.take(userId, turnId, (trouble) =>
        controller.abort(reasonOf(trouble)),
      );
      if (taken !== 'taken') {
        this.leave(place);
        return { kind: taken };
      }
      isTaken = true;
      const result = await begin(place);
      place.isAnswering = result.kind === 'answer';
      if (place.isAnswering) return result;
      await this.#leases.drop(turnId);
      this.leave(place);
      return result;
    } catch (error) {
      this.#abandon(place, isTaken);
      throw error;
    }
  }

  /** The asker has been told by now that their question could not be taken. */
  #discardLate(place: Place, taking: Promise<{ kind: string }>): void {
    place.isLate = true;
    place.controller.abort('discarded' satisfies StopReason);
    void taking.then(
      ({ kind }) => kind === 'answer' && this.#abandon(place, true),
      () => undefined,
    );
  }

  /**
   * Gives up a question that could not be taken. Whether it is recorded is not known: if it is, it gets its end as
   * soon as the store can be reached.
   */
  #abandon(place: Place, isTaken: boolean): void {
    const { turnId } = place;
    const end = { status: 'failed', endedAt: new Date() } as const;
    const close = async () => {
      const isClosed = await this.#persistence.insist(
        { what: 'the end of a question', turnId },
        () => this.#store.closeTurn(turnId, end),
      );
      if (isClosed) await this.#leases.drop(turnId);
    };
    void (isTaken ? close() : this.#leases.drop(turnId));
    this.leave(place);
  }
}

/** What is not deleted ends as if the bot did: its words stay, and can be gone on with. */
const reasonOf = (trouble: Trouble): StopReason =>
  trouble === 'deleted' ? 'discarded' : 'shutdown';
