import type { Logger } from 'pino';
import type { Profile } from '../../models/profile.ts';
import type { EndedStatus, ReplyLocation, Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import { Leases, type LeaseTimes } from './leases.ts';
import type { LimitReached, Limits } from './limits.ts';
import type { Model, TokenUsage } from './model.ts';
import { Persistence } from './persistence.ts';
import { type Place, Places, type StopReason } from './places.ts';
import { buildPrompt } from './prompt.ts';
import { TurnRecord } from './turnRecord.ts';
import { within } from './within.ts';

export interface Question {
  /** The id of what asked: an interaction or a message. */
  id: string;
  userId: string;
  text: string;
  /** Where the reply will be shown. */
  reply: ReplyLocation;
}

/** An answer being written. Its text must be iterated, once: that runs the turn and stores how it ended. */
export interface Answer {
  kind: 'answer';
  turnId: string;
  /**
   * The model's text, piece by piece. When the iteration ends, however it ends, the turn is stored.
   * Throws a ModelError after the text that could be had.
   */
  text: AsyncIterable<string>;
  /** Why the answer was stopped before the model was done, if it was; known once `text` has ended. */
  readonly stopped: StopReason | undefined;
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
  | { kind: 'notFound' };

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

  /** Takes a question. It is stored before the model is asked, so that it is never lost. */
  ask(question: Question): Promise<Answer | Refusal> {
    return this.#places.hold(
      question.userId,
      question.id,
      async (place): Promise<Answer | Refusal> => {
        const { id, userId, text, reply } = question;
        // Before anything is counted or said: this event was delivered before.
        if (await this.#store.findTurn(userId, id)) return { kind: 'duplicate' };
        const turn = { id, userId, question: text, askedAt: new Date(), reply };
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
        return this.#answer({ id, userId, question: text }, profile, place);
      },
    );
  }

  /** Answers a question that waited for its asker's profile. */
  async resume(userId: string, turnId: string, reply: ReplyLocation): Promise<Answer | Refusal> {
    const found = await within(this.#storeBudgetMs, this.#store.findTurn(userId, turnId));
    if (!found) return { kind: 'notFound' };
    return this.#places.hold(userId, turnId, async (place): Promise<Answer | Refusal> => {
      const profile = await this.#store.findProfile(userId);
      if (!profile) return { kind: 'noProfile' };
      const reached = await this.#limits.consume(userId);
      if (reached) return reached;
      const turn = await this.#store.resumeTurn(userId, turnId, reply);
      if (!turn) return { kind: 'notFound' };
      return this.#answer(turn, profile, place);
    });
  }

  /** Asks the question of an earlier turn of this person once more, as a new turn; one that waits is answered itself. */
  async askAgain(turnId: string, again: Omit<Question, 'text'>): Promise<Answer | Refusal> {
    const turn = await within(this.#storeBudgetMs, this.#store.findTurn(again.userId, turnId));
    if (!turn) return { kind: 'notFound' };
    if (turn.status === 'waiting') return this.resume(again.userId, turnId, again.reply);
    return this.ask({ ...again, text: turn.question });
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

  #answer(turn: Pick<Turn, 'id' | 'userId' | 'question'>, profile: Profile, place: Place): Answer {
    const record = new TurnRecord(turn.id, this.#store, this.#persistence, this.#log);
    const text = this.#write(turn, profile, place, record);
    return {
      kind: 'answer',
      turnId: turn.id,
      text,
      get stopped() {
        return place.controller.signal.reason as StopReason | undefined;
      },
      shownAt: (reply) => record.shownAt(reply),
      settle: () => this.#leases.drop(turn.id),
    };
  }

  async *#write(
    { id, userId, question }: Pick<Turn, 'id' | 'userId' | 'question'>,
    profile: Profile,
    place: Place,
    record: TurnRecord,
  ): AsyncGenerator<string, void, undefined> {
    const startedAt = performance.now();
    let firstWordsMs: number | undefined;
    let usage: TokenUsage | undefined;
    let failure: unknown;
    let answer = '';
    // Holds when the reader leaves early: the generator is then ended from outside.
    let status: EndedStatus = 'stopped';
    try {
      const history = await within(
        this.#storeBudgetMs,
        this.#store.answeredTurns(userId, Math.ceil(this.#historyMessages / 2)),
      );
      const messages = buildPrompt({
        profile,
        history,
        historyMessages: this.#historyMessages,
        question,
      });
      const deltas = this.#model.stream(messages, {
        signal: place.controller.signal,
        onUsage: (cost) => (usage = cost),
      });
      for await (const delta of deltas) {
        firstWordsMs ??= performance.now() - startedAt;
        answer += delta;
        record.progress(answer);
        yield delta;
      }
      if (!place.controller.signal.aborted) status = 'complete';
    } catch (error) {
      status = 'failed';
      failure = error;
      throw error;
    } finally {
      await this.#end(userId, id, record, answer, status);
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

  /**
   * Stores how a turn ended, and frees its asker's place. The person has the text on their screen: a store that is in
   * trouble keeps it later, and does not keep them from reading.
   */
  async #end(
    userId: string,
    turnId: string,
    record: TurnRecord,
    text: string,
    status: EndedStatus,
  ): Promise<void> {
    const answer = text.trim() === '' ? '' : text;
    const store = async () => {
      await record.end({ answer, status, endedAt: new Date() });
      if (status === 'failed') await this.#giveBack(userId);
      await this.#leases.freePlace(turnId);
    };
    await within(END_BUDGET_MS, store()).catch(() => undefined);
  }

  async #giveBack(userId: string): Promise<void> {
    try {
      await this.#limits.giveBack(userId);
    } catch (err) {
      this.#log.warn({ err }, 'a question could not be given back');
    }
  }
}

const rounded = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms);
