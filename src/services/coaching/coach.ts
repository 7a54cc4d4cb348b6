import type { Logger } from 'pino';
import type { Profile } from '../../models/profile.ts';
import type { EndedStatus, ReplyLocation, Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import type { LimitReached, Limits } from './limits.ts';
import type { Model, TokenUsage } from './model.ts';
import { buildPrompt } from './prompt.ts';

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
  /**
   * The model's text, piece by piece. When the iteration ends, however it ends, the turn is stored.
   * Throws a ModelError after the text that could be had.
   */
  text: AsyncIterable<string>;
  /** Why the answer was stopped before the model was done, if it was; known once `text` has ended. */
  readonly stopped: StopReason | undefined;
}

/** The asker wanted no more of it; the bot ends; nobody can see it any more. */
export type StopReason = 'asker' | 'shutdown' | 'discarded';

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

/** Someone's one place: taken from their question to the end of its answer. */
interface Live {
  turnId: string;
  controller: AbortController;
  ended: PromiseWithResolvers<void>;
}

interface CoachOptions {
  store: Store;
  model: Model;
  limits: Limits;
  historyMessages: number;
  log: Logger;
}

/** One turn of coaching at a time for each person: a question in, a stored and streamed answer out. */
export class Coach {
  readonly #store: Store;
  readonly #model: Model;
  readonly #limits: Limits;
  readonly #historyMessages: number;
  readonly #log: Logger;
  /** The answers being prepared or written, by user id. */
  readonly #live = new Map<string, Live>();
  #stopping = false;

  constructor({ store, model, limits, historyMessages, log }: CoachOptions) {
    this.#store = store;
    this.#model = model;
    this.#limits = limits;
    this.#historyMessages = historyMessages;
    this.#log = log;
  }

  /** Takes a question. It is stored before the model is asked, so that it is never lost. */
  ask(question: Question): Promise<Answer | Refusal> {
    return this.#exclusively(question.userId, question.id, async (live) => {
      const { id, userId, text, reply } = question;
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
      return this.#answer({ id, userId, question: text }, profile, live);
    });
  }

  /** Answers a question that waited for its asker's profile. */
  resume(userId: string, turnId: string, reply: ReplyLocation): Promise<Answer | Refusal> {
    return this.#exclusively(userId, turnId, async (live) => {
      const profile = await this.#store.findProfile(userId);
      if (!profile) return { kind: 'noProfile' };
      const reached = await this.#limits.consume(userId);
      if (reached) return reached;
      const turn = await this.#store.resumeTurn(userId, turnId, reply);
      if (!turn) return { kind: 'notFound' };
      return this.#answer(turn, profile, live);
    });
  }

  /** Asks the question of an earlier turn of this person once more, as a new turn. */
  async askAgain(turnId: string, again: Omit<Question, 'text'>): Promise<Answer | Refusal> {
    const turn = await this.#store.findTurn(again.userId, turnId);
    return turn ? this.ask({ ...again, text: turn.question }) : { kind: 'notFound' };
  }

  /**
   * Stops the answer that is being written for this person, if any; what it has so far is kept.
   * Resolves when it is stored: from then on nothing writes about this person.
   */
  async discard(userId: string): Promise<void> {
    await this.#stop(this.#live.get(userId), 'discarded');
  }

  /** Stops this answer, if it is this person's and is still being written. Resolves when it is stored. */
  async stop(userId: string, turnId: string): Promise<void> {
    const live = this.#live.get(userId);
    if (live?.turnId === turnId) await this.#stop(live, 'asker');
  }

  /** Stops all answers, those to questions that are still being taken included: each ends with the text it has. */
  stopAll(): void {
    this.#stopping = true;
    for (const live of this.#live.values()) void this.#stop(live, 'shutdown');
  }

  async #stop(live: Live | undefined, reason: StopReason): Promise<void> {
    live?.controller.abort(reason);
    await live?.ended.promise;
  }

  /** Holds the person's one place while `begin` runs, and for as long as the answer that it returns. */
  async #exclusively(
    userId: string,
    turnId: string,
    begin: (live: Live) => Promise<Answer | Refusal>,
  ): Promise<Answer | Refusal> {
    if (this.#live.has(userId)) return { kind: 'busy' };
    const live: Live = {
      turnId,
      controller: new AbortController(),
      ended: Promise.withResolvers(),
    };
    if (this.#stopping) live.controller.abort('shutdown' satisfies StopReason);
    this.#live.set(userId, live);
    let answering = false;
    try {
      const result = await begin(live);
      answering = result.kind === 'answer';
      return result;
    } finally {
      if (!answering) this.#leave(userId, live);
    }
  }

  #leave(userId: string, { ended }: Live): void {
    this.#live.delete(userId);
    ended.resolve();
  }

  #answer(turn: Pick<Turn, 'id' | 'userId' | 'question'>, profile: Profile, live: Live): Answer {
    const text = this.#write(turn, profile, live);
    return {
      kind: 'answer',
      text,
      get stopped() {
        return live.controller.signal.reason as StopReason | undefined;
      },
    };
  }

  async *#write(
    { id, userId, question }: Pick<Turn, 'id' | 'userId' | 'question'>,
    profile: Profile,
    live: Live,
  ): AsyncGenerator<string, void, undefined> {
    const startedAt = performance.now();
    let firstWordsMs: number | undefined;
    let usage: TokenUsage | undefined;
    let failure: unknown;
    let answer = '';
    // Holds when the reader leaves early: the generator is then ended from outside.
    let status: EndedStatus = 'stopped';
    try {
      const history = await this.#store.answeredTurns(userId, Math.ceil(this.#historyMessages / 2));
      const messages = buildPrompt({
        profile,
        history,
        historyMessages: this.#historyMessages,
        question,
      });
      const deltas = this.#model.stream(messages, {
        signal: live.controller.signal,
        onUsage: (cost) => (usage = cost),
      });
      for await (const delta of deltas) {
        firstWordsMs ??= performance.now() - startedAt;
        answer += delta;
        yield delta;
      }
      if (!live.controller.signal.aborted) status = 'complete';
    } catch (error) {
      status = 'failed';
      failure = error;
      throw error;
    } finally {
      await this.#end(userId, id, answer, status);
      this.#leave(userId, live);
      const durations = {
        firstWordsMs: rounded(firstWordsMs),
        durationMs: rounded(performance.now() - startedAt),
      };
      const facts = { turnId: id, userId, status, ...durations, ...usage };
      if (failure) this.#log.warn({ ...facts, err: failure }, 'turn failed');
      else this.#log.info(facts, 'turn ended');
    }
  }

  /** The person has the text on their screen: a store that cannot keep it is our trouble, not theirs. */
  async #end(userId: string, turnId: string, text: string, status: EndedStatus): Promise<void> {
    const answer = text.trim() === '' ? '' : text;
    try {
      await this.#store.endTurn(turnId, { answer, status, endedAt: new Date() });
      if (status === 'failed') await this.#limits.giveBack(userId);
    } catch (error) {
      this.#log.error({ turnId, err: error }, 'the end of a turn could not be stored');
    }
  }
}

const rounded = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms);
