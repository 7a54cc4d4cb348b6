import type { Practice } from '../../models/practice.ts';
import type { Profile } from '../../models/profile.ts';
import type { Stored } from '../../models/stored.ts';
import type { ReplyLocation, Turn } from '../../models/turn.ts';
import type { NewTurn, Store } from '../store/store.ts';
import { lastRehearsal, rehearsalOf, stillGoing } from './goingRehearsal.ts';
import { giveBack, type Limits } from './limits.ts';
import { newestBehind, newestOf } from './newest.ts';
import type { Persistence } from './persistence.ts';
import type { Place, Places } from './places.ts';
import type { Question, QuestionPart, Refusal } from './question.ts';
import { REHEARSAL_MESSAGES } from './rehearsal.ts';
import { type AskedWhere, canBeAsked, findWaiting, type Waiting } from './waiting.ts';
import { within } from '../../within.ts';
import type { Writing } from './wording.ts';
import type { Answer, Writer } from './writer.ts';

/** What takes questions, and where they go. */
interface Taker {
  store: Store;
  limits: Limits;
  persistence: Persistence;
  places: Places;
  writer: Writer;
  /** How long the store may take to take a question, in milliseconds: somebody is waiting. */
  storeBudgetMs: number;
}

/** How questions become turns: one at a time for each person, answered or kept until they can be. */
export class Questions {
  readonly #store: Store;
  readonly #limits: Limits;
  readonly #persistence: Persistence;
  readonly #places: Places;
  readonly #writer: Writer;
  readonly #storeBudgetMs: number;

  constructor({ store, limits, persistence, places, writer, storeBudgetMs }: Taker) {
    this.#store = store;
    this.#limits = limits;
    this.#persistence = persistence;
    this.#places = places;
    this.#writer = writer;
    this.#storeBudgetMs = storeBudgetMs;
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
    // A line of a rehearsal is said alone.
    const look = async (): Promise<Omit<Waiting, 'where'> | undefined> =>
      found.practiceId === null && found.reply
        ? findWaiting(userId, found.reply, this.#store)
        : { ...found, older: [] };
    const id = (await within(this.#storeBudgetMs, look()))?.id;
    if (id === undefined) return { kind: 'notFound' };
    return this.#places.hold({ userId, turnId: id }, async (place): Promise<Answer | Refusal> => {
      const profile = await this.#store.findProfile(userId);
      if (!profile) return { kind: 'noProfile', goesAlong: false };
      // Some of it may have been deleted while it was being taken.
      const asked = await look();
      if (asked?.id !== id) return { kind: 'notFound' };
      const { question, pictures, follows, older } = asked;
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

  /** The person's turn that now stands for this one, which may have been asked again; null if there is none (any more). */
  newest(userId: string, turnId: string): Promise<Stored<Turn> | null> {
    return within(this.#storeBudgetMs, newestOf(userId, turnId, this.#store));
  }

  /**
   * Asks the question of an earlier turn of this person once more, which does not wait. The new turn takes that one's
   * place in the history once it has an answer.
   */
  async askAgain(
    turn: Stored<Turn>,
    again: Pick<Question, 'id' | 'reply' | 'isPublic'>,
  ): Promise<Answer | Refusal> {
    if (!canBeAsked(turn)) return { kind: 'notFound' };
    const practice = await this.#rehearsalOf(turn);
    if (practice === null) return { kind: 'rehearsalOver' };
    const { userId, question: text, pictures } = turn;
    const follows = turn.follows ?? undefined;
    return this.ask({ ...again, userId, text, pictures, practice, follows }, turn);
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
}
