import type { Logger } from 'pino';
import type { Practice } from '../../models/practice.ts';
import type { Profile } from '../../models/profile.ts';
import type { EndedStatus, Picture, ReplyLocation, Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import { Leases, type LeaseTimes } from './leases.ts';
import type { LimitReached, Limits } from './limits.ts';
import type { Model, TokenUsage } from './model.ts';
import { Persistence } from './persistence.ts';
import type { Pictures } from './pictures.ts';
import { type Place, Places, type StopReason } from './places.ts';
import { type ChatMessage, buildPrompt } from './prompt.ts';
import { buildRehearsal, buildReview, REHEARSAL_MESSAGES, withoutMark } from './rehearsal.ts';
import { TurnRecord } from './turnRecord.ts';
import { within } from './within.ts';

export interface Question {
  /** The id of what asked: an interaction or a message. */
  id: string;
  userId: string;
  text: string;
  pictures?: Picture[];
  /** The rehearsal that it is a line of; its review, once the rehearsal has ended. */
  practice?: Practice | undefined;
  /** Where the reply will be shown. */
  reply: ReplyLocation;
}

/** An answer being written. Its text must be iterated, once: that runs the turn and stores how it ended. */
export interface Answer {
  kind: 'answer';
  turnId: string;
  /** The rehearsal that it is a line of, or the review of. */
  practice: Practice | undefined;
  /**
   * The model's text, piece by piece. When the iteration ends, however it ends, the turn is stored.
   * Throws a ModelError after the text that could be had.
   */
  text: AsyncIterable<string>;
  /** Why the answer was stopped before the model was done, if it was; known once `text` has ended. */
  readonly stopped: StopReason | undefined;
  /** Whether anything of it was written; known once `text` has ended. */
  readonly hasText: boolean;
  /** Whether the coach has left the role that it played, which ends the rehearsal; known once `text` has ended. */
  readonly hasLeftRole: boolean;
  /** Keeps where the reply is shown by now, for whoever finds it after this process was killed. */
  shownAt: (reply: ReplyLocation) => void;
  /** To be called when the reply is shown to its end, or cannot be: nothing is left to be recovered. */
  settle: () => Promise<void>;
}

/** Why a question is not answered now. */
export type Refusal =
  | { kind: 'busy' }
  | LimitReached
  /** Stored as a waiting turn with the question's id, for {@link Coach.resume}. */
  | { kind: 'noProfile' }
  /** The question is recorded already: the event was delivered twice. */
  | { kind: 'duplicate' }
  /** The turn that should be answered is not there any more, or is not this person's. */
  | { kind: 'notFound' }
  /** The rehearsal that should go on, or be reviewed, is over. */
  | { kind: 'rehearsalOver' }
  /** There is nothing to review in the rehearsal, which is over by that. */
  | { kind: 'nothingSaid' };

/** How a turn went, in figures. */
export interface EndedTurn extends Partial<TokenUsage> {
  status: EndedStatus;
  /** From the question to the first words; undefined if there were none. */
  firstWordsMs: number | undefined;
}

interface CoachOptions {
  store: Store;
  model: Model;
  limits: Limits;
  pictures: Pictures;
  historyMessages: number;
  log: Logger;
  onTurnEnded?: (turn: EndedTurn) => void;
  leaseTimes?: LeaseTimes;
  /** How long the store may take to take a question, and for a step of its answer: somebody is waiting. */
  storeBudgetMs?: number;
}

const STORE_BUDGET_MS = 6_000;
/** How long the end of an answer may take to be stored before it is shown all the same. */
const END_BUDGET_MS = 2_000;

/** One turn of coaching at a time for each person: a question in, a stored and streamed answer out. */
export class Coach {
  readonly #store: Store;
  readonly #model: Model;
  readonly #limits: Limits;
  readonly #pictures: Pictures;
  readonly #historyMessages: number;
  readonly #log: Logger;
  readonly #onTurnEnded: CoachOptions['onTurnEnded'];
  readonly #persistence: Persistence;
  readonly #leases: Leases;
  readonly #places: Places;
  readonly #storeBudgetMs: number;

  constructor(options: CoachOptions) {
    const { store, model, limits, historyMessages, log, onTurnEnded, leaseTimes } = options;
    this.#storeBudgetMs = options.storeBudgetMs ?? STORE_BUDGET_MS;
    this.#store = store;
    this.#model = model;
    this.#limits = limits;
    this.#pictures = options.pictures;
    this.#historyMessages = historyMessages;
    this.#log = log;
    this.#onTurnEnded = onTurnEnded;
    this.#persistence = new Persistence(log);
    this.#leases = new Leases(store, this.#persistence, log, leaseTimes);
    this.#places = new Places(store, this.#leases, this.#persistence, this.#storeBudgetMs);
  }

  /** How many answers are being prepared or written. */
  get liveCount(): number {
    return this.#places.count;
  }

  /** Resolves when nothing is being prepared or written for this person in this process. */
  free(userId: string): Promise<void> {
    return this.#places.free(userId);
  }

  /** Takes a question. It is stored before the model is asked, so that it is never lost. */
  ask(question: Question): Promise<Answer | Refusal> {
    return this.#ask(question);
  }

  #ask(question: Question, replaced?: Turn): Promise<Answer | Refusal> {
    const { id, userId, text, pictures = [], reply } = question;
    return this.#places.hold(userId, id, async (place): Promise<Answer | Refusal> => {
      // Before anything is counted or said: this event was delivered before.
      if (await this.#store.findTurn(userId, id)) return { kind: 'duplicate' };
      const practice = question.practice && (await this.#going(question.practice));
      // What takes the place of an earlier turn stands where that stood.
      const askedAt = replaced?.askedAt ?? new Date();
      const practiceId = practice?.id ?? null;
      const turn = { id, userId, question: text, pictures, practiceId, askedAt, reply };
      const profile = await this.#store.findProfile(userId);
      if (!profile) {
        const isNew = await this.#store.beginTurn({ ...turn, status: 'waiting' });
        return { kind: isNew ? 'noProfile' : 'duplicate' };
      }
      const reached = await this.#limits.consume(userId);
      if (reached) return reached;
      if (!(await this.#store.beginTurn({ ...turn, status: 'streaming' }))) {
        return { kind: 'duplicate' };
      }
      // Its review is what ends a rehearsal: until it has begun, there may be more lines.
      if (practice?.endedAt) await this.#store.endPractice(userId, practice.id, practice.endedAt);
      return this.#answer({ ...turn, practice, replaced }, profile, place);
    });
  }

  /** Answers a question that waited for its asker's profile. */
  async resume(userId: string, turnId: string, reply: ReplyLocation): Promise<Answer | Refusal> {
    const found = await within(this.#storeBudgetMs, this.#store.findTurn(userId, turnId));
    if (!found) return { kind: 'notFound' };
    const practice = found.practiceId === null ? undefined : await this.#practiceOf(found);
    if (practice === null) return { kind: 'rehearsalOver' };
    return this.#places.hold(userId, turnId, async (place): Promise<Answer | Refusal> => {
      const profile = await this.#store.findProfile(userId);
      if (!profile) return { kind: 'noProfile' };
      const reached = await this.#limits.consume(userId);
      if (reached) return reached;
      const turn = await this.#store.resumeTurn(userId, turnId, reply);
      if (!turn) return { kind: 'notFound' };
      return this.#answer({ ...turn, practice }, profile, place);
    });
  }

  /**
   * Asks the question of an earlier turn of this person once more. The new turn takes that one's place in the history
   * once it has an answer; one that waits is answered itself.
   */
  async askAgain(
    turnId: string,
    again: Pick<Question, 'id' | 'userId' | 'reply'>,
  ): Promise<Answer | Refusal> {
    const turn = await within(this.#storeBudgetMs, this.#newest(again.userId, turnId));
    if (!turn) return { kind: 'notFound' };
    if (turn.status === 'waiting') return this.resume(again.userId, turn.id, again.reply);
    const practice = turn.practiceId === null ? undefined : await this.#practiceOf(turn);
    if (practice === null) return { kind: 'rehearsalOver' };
    const { question: text, pictures } = turn;
    return this.#ask({ ...again, text, pictures, practice }, turn);
  }

  /** Ends a rehearsal of this person with its review: the answer to the `text` that asks for it. */
  async review(
    practiceId: string,
    request: Pick<Question, 'id' | 'userId' | 'text' | 'reply'>,
  ): Promise<Answer | Refusal> {
    const { userId } = request;
    const endedAt = new Date();
    const [found, said] = await within(
      this.#storeBudgetMs,
      Promise.all([
        this.#store.findPractice(userId),
        this.#store.answeredTurns(userId, 1, practiceId),
      ]),
    );
    if (found?.id !== practiceId || found.endedAt) return { kind: 'rehearsalOver' };
    if (said.length > 0) return this.#ask({ ...request, practice: { ...found, endedAt } });
    await within(this.#storeBudgetMs, this.#store.endPractice(userId, practiceId, endedAt));
    return { kind: 'nothingSaid' };
  }

  /** The turn, or the one that took its place. */
  async #newest(userId: string, turnId: string): Promise<Turn | null> {
    let turn = await this.#store.findTurn(userId, turnId);
    while (turn?.replacedBy) turn = await this.#store.findTurn(userId, turn.replacedBy);
    return turn;
  }

  /** The rehearsal of a turn, as long as the turn can be answered: a line while it goes on, its review afterwards. */
  async #practiceOf({ userId, practiceId, askedAt }: Turn): Promise<Practice | null> {
    const practice = await within(this.#storeBudgetMs, this.#store.findPractice(userId));
    if (practice?.id !== practiceId) return null;
    return practice.endedAt && askedAt < practice.endedAt ? null : practice;
  }

  /** The rehearsal that a line belongs to, unless it has ended while the line waited: then it is a question. */
  async #going(practice: Practice): Promise<Practice | undefined> {
    if (practice.endedAt) return practice;
    const found = await this.#store.findPractice(practice.userId);
    return found?.id === practice.id && !found.endedAt ? practice : undefined;
  }

  /**
   * Stops the answer that is being written for this person, if any; what it has so far is kept.
   * Resolves when it is stored: from then on nothing writes about this person.
   */
  async discard(userId: string): Promise<void> {
    await this.#places.stop(userId, 'discarded');
  }

  /** Stops this answer, if it is this person's and is still being written. Resolves when it is stored. */
  async stop(userId: string, turnId: string): Promise<void> {
    await this.#places.stop(userId, 'asker', turnId);
  }

  /** Begins no more answers: questions that still come are kept, to be asked again. */
  beginNoMore(): void {
    this.#places.beginNoMore();
  }

  /** Stops all answers, those to questions that are still being taken included: each ends with the text it has. */
  stopAll(): void {
    this.#places.stopAll();
  }

  /** Resolves when everything that ended is stored. */
  settled(): Promise<void> {
    return this.#persistence.settled();
  }

  /** Stores nothing any more: what is not stored by now is found by the next process. */
  close(): void {
    this.#persistence.giveUp();
    this.#leases.stop();
  }

  /**
   * The turns that a process left behind which is gone, ended with the answers that are kept of them. Each is this
   * coach's from now on: its reply has to be shown as it is kept, and then settled.
   * @param isFirst whether this process has just begun
   */
  async leftBehind(isFirst: boolean): Promise<{ turn: Turn; settle: () => Promise<void> }[]> {
    const left: { turn: Turn; settle: () => Promise<void> }[] = [];
    for (const { turnId, userId } of await this.#leases.takeOver(isFirst)) {
      await this.#leases.release(turnId);
      const turn = await this.#store.findTurn(userId, turnId);
      const settle = () => this.#leases.drop(turnId);
      if (turn) left.push({ turn, settle });
      else await settle();
    }
    return left;
  }

  #answer(turn: Writing, profile: Profile, place: Place): Answer {
    const record = new TurnRecord(turn.id, this.#store, this.#persistence, this.#log);
    const text = this.#write(turn, profile, place, record);
    return {
      kind: 'answer',
      turnId: turn.id,
      practice: turn.practice,
      text,
      get hasText() {
        return turn.hasText ?? false;
      },
      get hasLeftRole() {
        return turn.hasLeftRole ?? false;
      },
      get stopped() {
        return place.controller.signal.reason as StopReason | undefined;
      },
      shownAt: (reply) => record.shownAt(reply),
      settle: () => this.#leases.drop(turn.id),
    };
  }

  async *#write(
    turn: Writing,
    profile: Profile,
    place: Place,
    record: TurnRecord,
  ): AsyncGenerator<string, void, undefined> {
    const { id, userId } = turn;
    const startedAt = performance.now();
    let firstWordsMs: number | undefined;
    let usage: TokenUsage | undefined;
    let failure: unknown;
    let answer = '';
    // Holds when the reader leaves early: the generator is then ended from outside.
    let status: EndedStatus = 'stopped';
    try {
      const { signal } = place.controller;
      const messages = await this.#messages(turn, profile, signal);
      const deltas = this.#model.stream(messages, {
        signal,
        onUsage: (cost) => (usage = cost),
      });
      const isPlayed = turn.practice && !turn.practice.endedAt;
      const text = isPlayed ? withoutMark(deltas, () => (turn.hasLeftRole = true)) : deltas;
      for await (const delta of text) {
        firstWordsMs ??= performance.now() - startedAt;
        answer += delta;
        turn.hasText ||= delta.trim() !== '';
        record.progress(answer);
        yield delta;
      }
      if (!place.controller.signal.aborted) status = 'complete';
    } catch (error) {
      status = 'failed';
      failure = error;
      throw error;
    } finally {
      await this.#end(turn, record, answer, status);
      this.#places.leave(place);
      const durations = {
        firstWordsMs: rounded(firstWordsMs),
        durationMs: rounded(performance.now() - startedAt),
      };
      this.#onTurnEnded?.({ status, firstWordsMs, ...usage });
      const facts = { turnId: id, userId, status, ...durations, ...usage };
      if (failure) this.#log.warn({ ...facts, err: failure }, 'turn failed');
      else this.#log.info(facts, 'turn ended');
    }
  }

  /** What the model is sent for a turn. */
  async #messages(
    { id, userId, question: text, pictures, practice, replaced }: Writing,
    profile: Profile,
    signal: AbortSignal,
  ): Promise<ChatMessage[]> {
    const historyMessages = practice ? REHEARSAL_MESSAGES : this.#historyMessages;
    // One more, because what is replaced by this turn is not shown.
    const limit = Math.ceil(historyMessages / 2) + (replaced ? 1 : 0);
    const [turns, ...images] = await Promise.all([
      within(this.#storeBudgetMs, this.#store.answeredTurns(userId, limit, practice?.id)),
      ...pictures.map((picture) => this.#pictures.load(picture, signal)),
    ]);
    const history = turns.filter((turn) => turn.id !== id && turn.id !== replaced?.id);
    const asked = { text, pictures: images };
    if (!practice) return buildPrompt({ profile, history, historyMessages, question: asked });
    const parts = { profile, practice, history };
    return practice.endedAt ? buildReview(parts, asked) : buildRehearsal(parts, asked);
  }

  /**
   * Stores how a turn ended, and frees its asker's place. The person has the text on their screen: a store that is in
   * trouble keeps it later, and does not keep them from reading.
   */
  async #end(turn: Writing, record: TurnRecord, text: string, status: EndedStatus): Promise<void> {
    const { id: turnId, userId } = turn;
    const answer = text.trim() === '' ? '' : text;
    const store = async () => {
      await record.end({ answer, status, endedAt: new Date() });
      await this.#takePlace(turn, answer !== '');
      if (turn.hasLeftRole) await this.#leaveRehearsal(turn);
      if (status === 'failed') await this.#giveBack(userId);
      await this.#leases.freePlace(turnId);
    };
    await within(END_BUDGET_MS, store()).catch(() => undefined);
  }

  /** A turn that has an answer takes the place of the one that it was asked again for. */
  async #takePlace({ id, userId, replaced }: Writing, hasAnswer: boolean): Promise<void> {
    if (!replaced || !hasAnswer) return;
    await this.#persistence.insist({ what: 'the place of a turn', turnId: id }, () =>
      this.#store.replaceTurn(userId, replaced.id, id),
    );
  }

  /** What is said after a role was left belongs to the conversation with the coach, and so does what led to it. */
  async #leaveRehearsal({ id, userId, practice }: Writing): Promise<void> {
    if (!practice) return;
    await this.#persistence.insist({ what: 'the end of a rehearsal', turnId: id }, async () => {
      await this.#store.endPractice(userId, practice.id, new Date());
      await this.#store.moveToCoach(userId, id);
    });
  }

  async #giveBack(userId: string): Promise<void> {
    try {
      await this.#limits.giveBack(userId);
    } catch (err) {
      this.#log.warn({ err }, 'a question could not be given back');
    }
  }
}

/** A turn whose answer is to be written. */
interface Writing extends Pick<Turn, 'id' | 'userId' | 'question' | 'pictures'> {
  practice?: Practice | undefined;
  /** The turn whose place it takes. */
  replaced?: Turn | undefined;
  /** Whether anything of the answer is written. */
  hasText?: boolean;
  /** Whether the coach has left the role that it plays in the rehearsal. */
  hasLeftRole?: boolean;
}

const rounded = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms);
