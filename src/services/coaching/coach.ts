import type { Practice } from '../../models/practice.ts';
import type { Profile } from '../../models/profile.ts';
import type { Feedback, ReplyLocation, Turn } from '../../models/turn.ts';
import type { NewTurn, Store } from '../store/store.ts';
import { endRehearsal, lastRehearsal, rehearsalOf, stillGoing } from './goingRehearsal.ts';
import { Leases, type LeaseTimes } from './leases.ts';
import { type LeftBehind, takeLeftBehind } from './leftBehind.ts';
import { type Counted, giveBack, type Limits } from './limits.ts';
import { Memories, type MemoriesOptions } from './memories.ts';
import { newestBehind, newestOf } from './newest.ts';
import { Persistence } from './persistence.ts';
import { type Place, Places } from './places.ts';
import type { Question, QuestionPart, Refusal } from './question.ts';
import { refuseTurns } from './refusals.ts';
import { REHEARSAL_MESSAGES } from './rehearsal.ts';
import { allWaiting, type AskedWhere, canBeAsked, findWaiting, type Waiting } from './waiting.ts';
import { within } from '../../within.ts';
import { WaitingMessages } from './waitingMessages.ts';
import type { Writing } from './wording.ts';
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
  readonly #writer: Writer;
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
    this.#writer = new Writer(options, shared);
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
   * were written until then.
   */
  free(userId: string): Promise<boolean> {
    return this.#places.free(userId);
  }

  /**
   * Takes a question. It is stored before the model is asked, so that it is never lost.
   * @param replaced the earlier turn of this person whose question it is
   */
  ask(question: Question, replaced?: Turn): Promise<Answer | Refusal> {
    const { id, userId, pictures = [], reply, isPublic } = question;
    const held = { userId, turnId: id, replaces: replaced?.id };
    return this.#places.hold(held, async (place): Promise<Answer | Refusal> => {
      // Before anything is counted or said: this event was delivered before.
      if (await this.#store.findTurn(userId, id)) return { kind: 'duplicate' };
      const followed = await this.#followedBy(question);
      // Whoever points at an answer of their coach asks about that, also in the midst of a rehearsal.
      const isAside = followed && (followed.practiceId === null || followed.isReview);
      const line = isAside ? undefined : question.practice;
      const practice = line && (await stillGoing(line, this.#store));
      // What takes the place of an earlier answer stands where that stood.
      const askedAt = replaced && replaced.answer !== '' ? replaced.askedAt : new Date();
      const practiceId = practice?.id ?? null;
      const isReview = Boolean(practice?.endedAt);
      // What is said in a rehearsal goes on from what was said in it last.
      const before = practice ? null : followed;
      const follows = before?.id ?? null;
      const text = (followed ? undefined : question.quoting) ?? question.text;
      const asked = { id, userId, question: text, pictures, askedAt, reply };
      const turn = { ...asked, practiceId, isReview, follows };
      const replacedBy = replaced?.id ?? null;
      // What goes on from a question that was refused is refused as well, and the model not asked.
      const isRefused = replaced?.isRefused || (before?.isRefused ?? false);
      const profile = await this.#store.findProfile(userId);
      if (!profile && question.hadProfile && !(await this.#store.findSettings(userId))) {
        return { kind: 'forgotten' };
      }
      // It does not wait: with a profile, it is refused as well.
      if (!profile && isRefused) return { kind: 'refused' };
      // Asked again, it waits as a question of its own: where the earlier one stood, it might not be found.
      if (!profile) return this.#wait({ ...turn, askedAt: new Date() }, question.parts);
      return this.#counting(place, async () => {
        if (!(await this.#store.beginTurn({ ...turn, replacedBy, status: 'streaming' }))) {
          return { kind: 'duplicate' };
        }
        const writing = { ...turn, isPublic, practice, replaced, isRefused };
        return this.#answer(writing, profile, place);
      });
    });
  }

  /** Has a question wait for its asker's profile: each of its parts by itself, if there are several. */
  async #wait(
    asked: Omit<NewTurn, 'status' | 'reply'> & { reply: ReplyLocation },
    parts: readonly QuestionPart[] = [],
  ): Promise<Refusal> {
    const { userId, reply } = asked;
    const goesAlong = (await findWaiting(userId, reply, this.#store)) !== undefined;
    const apart = parts.map(async ({ id, text, quoting, pictures, follows }) => {
      const followed = await this.#followedBy({ userId, follows });
      const question = (followed ? undefined : quoting) ?? text;
      return { ...asked, id, question, pictures, follows: followed?.id ?? null };
    });
    const turns = apart.length > 0 ? await Promise.all(apart) : [asked];
    let isNew = false;
    for (const turn of turns) isNew = await this.#store.beginTurn({ ...turn, status: 'waiting' });
    return isNew ? { kind: 'noProfile', goesAlong } : { kind: 'duplicate' };
  }

  /** What waits in this place for the person's profile, as the one question that it becomes. */
  waiting(userId: string, where: AskedWhere): Promise<Waiting | undefined> {
    return within(this.#storeBudgetMs, findWaiting(userId, where, this.#store));
  }

  /** Answers a question that waited for its asker's profile, together with all that waited in the same place. */
  async resume(
    userId: string,
    turnId: string,
    { reply, isPublic }: Pick<Question, 'reply' | 'isPublic'>,
  ): Promise<Answer | Refusal> {
    const found = await within(this.#storeBudgetMs, this.#store.findTurn(userId, turnId));
    if (found?.status !== 'waiting') return { kind: 'notFound' };
    const practice = await this.#rehearsalOf(found);
    if (practice === null) return { kind: 'rehearsalOver' };
    const together =
      found.practiceId === null && found.reply && (await this.waiting(userId, found.reply));
    const { id, question, pictures, follows, older } = together || { ...found, older: [] };
    return this.#places.hold({ userId, turnId: id }, async (place): Promise<Answer | Refusal> => {
      const profile = await this.#store.findProfile(userId);
      if (!profile) return { kind: 'noProfile', goesAlong: false };
      const before = follows === null ? null : await this.#store.findTurn(userId, follows);
      const isRefused = before?.isRefused ?? false;
      return this.#counting(place, async () => {
        // People read it after what they read meanwhile; so does the model.
        const as = { question, pictures, follows, askedAt: new Date(), reply };
        const turn = await this.#store.resumeTurn(userId, id, as);
        if (!turn) return { kind: 'notFound' };
        // In this order, an end in between leaves words that are asked twice, and none that are lost.
        await Promise.all(older.map((one) => this.#takeAlong(one, id)));
        return this.#answer({ ...turn, isPublic, practice, isRefused }, profile, place);
      });
    });
  }

  async #answer(turn: Writing, profile: Profile, place: Place): Promise<Answer> {
    const { userId, practice } = turn;
    if (practice?.endedAt === null) this.#places.play(place);
    // Its review is what ends a rehearsal: until it has begun, there may be more lines.
    if (practice?.endedAt) await this.#store.endPractice(userId, practice.id, practice.endedAt);
    return this.#writer.answer(turn, profile, place);
  }

  /** Counts a question while it is taken, and gives it back if it is not, or too late for its asker to hear of it. */
  async #counting(place: Place, take: () => Promise<Answer | Refusal>): Promise<Answer | Refusal> {
    const reached = await this.#limits.consume(place.userId);
    if (reached) return reached;
    let isTaken = false;
    try {
      const result = await take();
      isTaken = result.kind === 'answer' && !place.isLate;
      return result;
    } finally {
      if (!isTaken) void giveBack(place, this.#limits, this.#persistence);
    }
  }

  /** Ends a turn whose question is a part of another's. */
  async #takeAlong({ id, userId }: Turn, into: string): Promise<void> {
    await this.#persistence.insist({ what: 'where a question went along', turnId: id }, () =>
      this.#store.joinTurn(userId, id, into, new Date()),
    );
  }

  /**
   * Asks the question of an earlier turn of this person once more. The new turn takes that one's place in the history
   * once it has an answer; one that waits is answered itself.
   */
  async askAgain(
    turnId: string,
    again: Pick<Question, 'id' | 'userId' | 'reply' | 'isPublic'>,
  ): Promise<Answer | Refusal> {
    const newest = newestOf(again.userId, turnId, this.#store);
    const turn = await within(this.#storeBudgetMs, newest);
    if (!turn || !canBeAsked(turn)) return { kind: 'notFound' };
    if (turn.status === 'waiting') return this.resume(again.userId, turn.id, again);
    const practice = await this.#rehearsalOf(turn);
    if (practice === null) return { kind: 'rehearsalOver' };
    const { question: text, pictures } = turn;
    const follows = turn.follows ?? undefined;
    return this.ask({ ...again, text, pictures, practice, follows }, turn);
  }

  /** Ends a rehearsal of this person with its review: the answer to the `text` that asks for it. */
  async review(
    practiceId: string,
    request: Pick<Question, 'id' | 'userId' | 'text' | 'reply' | 'isPublic'>,
  ): Promise<Answer | Refusal> {
    const { userId } = request;
    const endedAt = new Date();
    const [found, said] = await within(
      this.#storeBudgetMs,
      Promise.all([
        lastRehearsal(userId, this.#store),
        // As many as the model is shown: one that cannot be read is not all that was said.
        this.#store.answeredTurns(userId, REHEARSAL_MESSAGES / 2, practiceId),
      ]),
    );
    if (found?.id !== practiceId || found.endedAt) return { kind: 'rehearsalOver' };
    if (said.length > 0) return this.ask({ ...request, practice: { ...found, endedAt } });
    // The first line may be being answered, or have been by now: then there is something in a moment.
    return this.#places.hold({ userId, turnId: request.id }, async () => {
      const [line] = await this.#store.answeredTurns(userId, 1, practiceId);
      if (line) return { kind: 'busy' } as const;
      await this.#store.endPractice(userId, practiceId, endedAt);
      return { kind: 'nothingSaid' } as const;
    });
  }

  /** The asker's turn that a question follows. */
  async #followedBy({
    userId,
    follows,
  }: Pick<Question, 'userId' | 'follows'>): Promise<Turn | null> {
    return follows === undefined ? null : newestBehind(userId, follows, this.#store);
  }

  /** What {@link rehearsalOf} says, within the time that the store may take. */
  #rehearsalOf(turn: Turn): Promise<Practice | null | undefined> {
    return within(this.#storeBudgetMs, rehearsalOf(turn, this.#store));
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
    const waiting = await allWaiting(userId, this.#store);
    await Promise.all(waiting.map(({ id }) => this.#store.removeTurn(userId, id)));
    await this.discard(userId);
    this.#memories.forget(userId);
    await endRehearsal(userId, this.#store);
  }

  /**
   * Deletes everything about this person; what is being written for them is stopped first. What they ask meanwhile waits
   * for it: it would be asked with what is being deleted.
   */
  forget(userId: string): Promise<void> {
    return this.#places.clear(userId, async () => {
      this.#memories.forget(userId);
      await this.#limits.forget(userId);
      await this.#store.deleteUser(userId);
    });
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
