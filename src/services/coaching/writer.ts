import type { Logger } from 'pino';
import { ANEW, type Piece } from '../reply/piece.ts';
import type { Practice } from '../../models/practice.ts';
import type { Profile } from '../../models/profile.ts';
import type { EndedStatus, ReplyLocation } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import type { Memories } from './memories.ts';
import { Briefing, type BriefingOptions } from './briefing.ts';
import { endRehearsal } from './goingRehearsal.ts';
import type { Leases } from './leases.ts';
import { giveBack, type Limits } from './limits.ts';
import type { TokenUsage } from './model.ts';
import type { Persistence } from './persistence.ts';
import type { Place, Places, StopReason } from './places.ts';
import { refuseTurns } from './refusals.ts';
import { isBetter, takePlace } from './standing.ts';
import { TurnRecord } from './turnRecord.ts';
import { within } from '../../within.ts';
import { Wording, type WordingOptions, type Writing } from './wording.ts';

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
  text: AsyncIterable<Piece>;
  /** Why the answer was stopped before the model was done, if it was; known once `text` has ended. */
  readonly stopped: StopReason | undefined;
  /** Whether anything of it was written; known once `text` has ended. */
  readonly hasText: boolean;
  /** Whether the coach has left the role that it played, which ends the rehearsal; known once `text` has ended. */
  readonly hasLeftRole: boolean;
  /** Whether an earlier answer to the same question stands in the history instead; known once `text` has ended. */
  readonly isReplaced: boolean;
  /** To be called when what is written so far is about to be shown: it is kept, for whoever finds it after a kill. */
  keep: () => void;
  /** Keeps where the reply is shown by now, for whoever finds it after this process was killed. */
  shownAt: (reply: ReplyLocation) => void;
  /** To be called when the reply is shown to its end, or cannot be: nothing is left to be recovered. */
  settle: () => Promise<void>;
}

/** How a turn went, in figures. */
export interface EndedTurn extends Partial<TokenUsage> {
  status: EndedStatus;
  /** From the question to the first words; undefined if there were none. */
  firstWordsMs: number | undefined;
}

export interface WriterOptions extends WordingOptions, BriefingOptions {
  limits: Limits;
  log: Logger;
  onTurnEnded?: (turn: EndedTurn) => void;
}

/** What a writer shares with those who give it turns. */
interface Shared {
  persistence: Persistence;
  leases: Leases;
  places: Places;
  memories: Memories;
  /** How long the store may take for a step of an answer, in milliseconds. */
  storeBudgetMs: number;
}

/** How long the end of an answer may take to be stored before it is shown all the same. */
const END_BUDGET_MS = 2_000;

/** Has the model write the answers to turns, and stores how they end. */
export class Writer {
  readonly #store: Store;
  readonly #limits: Limits;
  readonly #wording: Wording;
  readonly #log: Logger;
  readonly #onTurnEnded: WriterOptions['onTurnEnded'];
  readonly #persistence: Persistence;
  readonly #leases: Leases;
  readonly #places: Places;
  readonly #memories: Memories;

  constructor(options: WriterOptions, shared: Shared) {
    this.#store = options.store;
    this.#limits = options.limits;
    this.#wording = new Wording(options, new Briefing(options, shared));
    this.#log = options.log;
    this.#onTurnEnded = options.onTurnEnded;
    this.#persistence = shared.persistence;
    this.#leases = shared.leases;
    this.#places = shared.places;
    this.#memories = shared.memories;
  }

  /** The answer to a turn that is recorded, in the place that its asker holds for it. */
  answer(turn: Writing, profile: Profile, place: Place): Answer {
    const record = new TurnRecord(turn, this.#store, this.#persistence, this.#log);
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
      get isReplaced() {
        return turn.isReplaced ?? false;
      },
      get stopped() {
        return place.controller.signal.reason as StopReason | undefined;
      },
      keep: () => record.keep(),
      shownAt: (reply) => record.shownAt(reply),
      settle: () => this.#leases.drop(turn.id),
    };
  }

  async *#write(
    turn: Writing,
    profile: Profile,
    place: Place,
    record: TurnRecord,
  ): AsyncGenerator<Piece, void, undefined> {
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
      const text = this.#wording.of(turn, profile, signal, {
        onUsage: (cost) => (usage = cost),
        onTurned: () => this.#keepTurned(turn, record),
        onKeptWaiting: () => this.#memories.giveWay(place.ended.promise),
      });
      for await (const piece of text) {
        firstWordsMs ??= performance.now() - startedAt;
        const isNew = piece === ANEW;
        answer = isNew ? '' : answer + piece;
        turn.hasText = !isNew && (turn.hasText || piece.trim() !== '');
        if (!isNew) record.progress(answer);
        yield piece;
      }
      if (!place.controller.signal.aborted) status = 'complete';
    } catch (error) {
      // What fails because it was stopped has not failed.
      if (place.controller.signal.aborted) return;
      status = 'failed';
      failure = error;
      throw error;
    } finally {
      await this.#end(turn, record, answer, status);
      this.#places.leave(place);
      // A rehearsal is not remembered: it was played.
      if (turn.hasText && (!turn.practice || turn.hasLeftRole)) {
        this.#memories.refresh(userId, turn.isReplaced ? undefined : turn.replaced?.id);
      }
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
   * Keeps that a turn is refused, and ends the rehearsal of whoever is spoken to as a person in need, before anything of
   * that is shown: a kill must not make an answer of the one, nor a played part answer the other. What is said after a
   * role was left belongs to the conversation with the coach, and so does what led to it; what was still played before
   * that is not kept.
   */
  async #keepTurned(turn: Writing, record: TurnRecord): Promise<void> {
    const { id, userId, practice, replaced, hasLeftRole, isInNeed, isRefused } = turn;
    if (hasLeftRole) record.beginAnew();
    const stored = record.insist('what a turn has become', async () => {
      if (isRefused) await this.#store.refuseTurn(userId, id);
      // Nothing goes on yet from what was not asked before.
      if (isRefused && replaced) await refuseTurns(userId, [id, replaced.id], this.#store);
      if (hasLeftRole || isInNeed) await endRehearsal(userId, this.#store);
      if (!practice || !hasLeftRole) return;
      await this.#store.saveProgress(userId, id, '');
      await this.#store.moveToCoach(userId, id);
    });
    // What is written of it later waits for this in any case.
    await within(END_BUDGET_MS, stored).catch(() => undefined);
  }

  /**
   * Stores how a turn ended, and frees its asker's place. The person has the text on their screen: a store that is in
   * trouble keeps it later, and does not keep them from reading.
   */
  async #end(turn: Writing, record: TurnRecord, text: string, status: EndedStatus): Promise<void> {
    const { id: turnId, userId } = turn;
    const answer = text.trim() === '' ? '' : text;
    const { practice, replaced, hasLeftRole = false, isRefused = false } = turn;
    const written = { answer, status, isRefused };
    const practiceId = hasLeftRole ? null : (practice?.id ?? null);
    turn.isReplaced = replaced !== undefined && !isBetter({ ...written, practiceId }, replaced);
    const store = async () => {
      const outcome = await record.end({ ...written, endedAt: new Date() });
      if (replaced) {
        const place = () => takePlace(userId, turnId, this.#store);
        await record.insist('the place of a turn', place);
      }
      if (practice?.endedAt && status === 'complete') {
        // People go on from a review as from any other answer of the coach.
        const move = () => this.#store.moveToCoach(userId, turnId);
        await record.insist('where a review belongs', move);
      }
      if (status === 'failed') await giveBack({ userId, turnId }, this.#limits, this.#persistence);
      await this.#leases.freePlace(turnId);
      // Whoever closed it shows less than is stored now.
      if (outcome === 'amended') await this.#leases.abandon(turnId, userId);
      return outcome !== 'givenUp';
    };
    const ended = store();
    this.#leases.keepUntil(turnId, ended);
    await within(END_BUDGET_MS, ended).catch(() => undefined);
  }
}

const rounded = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms);
