import type { Logger } from 'pino';
import { type Memory, MEMORY_LENGTH } from '../../models/memory.ts';
import type { Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import type { Model, TokenUsage } from './model.ts';
import { ModelError, type ModelFailure } from './modelError.ts';
import { newestOf } from './newest.ts';
import { Pauses } from './pauses.ts';
import { forgetTurns } from './refusals.ts';
import { buildSummaryPrompt, type SaidTurn, tidySummary } from './summary.ts';
import { within } from '../../within.ts';

export interface MemoriesOptions {
  store: Store;
  model: Model;
  /** Messages that the model is shown as they are; older ones are remembered. */
  historyMessages: number;
  log: Logger;
  /** Without it nothing is remembered, and what was is not used. */
  remembers?: boolean;
  onRemembered?: (memory: RefreshedMemory) => void;
}

/** How it went to write a memory. `overtaken`: it was written, changed or deleted by somebody else meanwhile. */
export interface RefreshedMemory extends Partial<TokenUsage> {
  result: 'written' | 'overtaken' | 'failed';
}

/** Memories that are written at once: the model is there for answers before all. */
const AT_ONCE = 4;
/** Turns that are summed up at once: more would leave too little of each. */
const PART = 15;
/** What lies in the words themselves: to send the same once more would end in the same. */
const OF_WORDS: ReadonlySet<ModelFailure> = new Set([
  'contentFilter',
  'empty',
  'rejected',
  'tooLong',
]);
/** Refusals after which words that are refused once more are left out: by then they are those of one turn. */
const GIVE_UP_AFTER = 4;
/** How long the model may take, in milliseconds. */
const TIME_LIMIT_MS = 120_000;
/** Characters that the model may write: blank ones between the lines are not kept. The rest would be paid for nothing. */
const LENGTH_LIMIT = 2 * MEMORY_LENGTH;

/**
 * What the coach remembers of people beyond the newest messages: a summary that the model writes in the background. When
 * that fails, a later turn tries again; nobody waits for it, and whoever waits for an answer comes first.
 */
export class Memories {
  readonly #store: Store;
  readonly #model: Model;
  readonly #log: Logger;
  readonly #isOn: boolean;
  readonly #onRemembered: MemoriesOptions['onRemembered'];
  /** Turns that the model is shown whole. */
  readonly #shownTurns: number;
  /** People whose memory is to be looked after, the one who waits longest first. */
  readonly #waiting = new Set<string>();
  /** Whose memory is being written, with what ends it. */
  readonly #writing = new Map<string, AbortController>();
  /** Turns of people that another answer has taken the place of, as long as their memories may not know. */
  readonly #replaced = new Map<string, Set<string>>();
  readonly #pauses = new Pauses();
  /** Answers that all memories wait for. */
  #comingFirst = 0;
  #isStopped = false;

  constructor(options: MemoriesOptions) {
    const { store, model, historyMessages, log, remembers = true, onRemembered } = options;
    this.#store = store;
    this.#model = model;
    this.#log = log;
    this.#isOn = remembers;
    this.#onRemembered = onRemembered;
    this.#shownTurns = Math.floor(historyMessages / 2);
  }

  /** What is remembered of a person; empty when nothing is, or it cannot be read within `budgetMs`. Never rejects. */
  async recall(userId: string, budgetMs: number): Promise<string> {
    if (!this.#isOn) return '';
    try {
      return (await within(budgetMs, this.#store.findMemory(userId)))?.text ?? '';
    } catch (err) {
      this.#log.warn({ userId, err }, 'a memory could not be read');
      return '';
    }
  }

  /**
   * To be called when a person has got an answer: sums up, in the background, what the model is shown no longer.
   * @param replaced the turn that the answer has taken the place of: a memory of it is corrected
   */
  refresh(userId: string, replaced?: string): void {
    if (!this.#isOn) return;
    if (replaced !== undefined) {
      this.#replaced.set(userId, new Set(this.#replaced.get(userId)).add(replaced));
    }
    if (this.#pauses.passes(userId)) return;
    this.#waiting.add(userId);
    this.#goOn();
  }

  /**
   * To be called when an answer has waited long for the model, which may do one thing at a time: what is being written is
   * given up, and begun anew when no such answer is left. What other processes write goes on: they are not told.
   * @param answered resolves when the answer has ended, however it did
   */
  giveWay(answered: Promise<void>): void {
    for (const [userId, controller] of this.#writing) {
      // What was ended before is not begun anew: its person is forgotten.
      if (controller.signal.aborted) continue;
      controller.abort();
      this.#waiting.add(userId);
      this.#log.info({ userId }, 'a memory gives way');
    }
    this.#comingFirst += 1;
    void answered.finally(() => {
      this.#comingFirst -= 1;
      this.#goOn();
    });
  }

  /** Writes nothing more of what this person said so far. */
  forget(userId: string): void {
    this.#waiting.delete(userId);
    this.#replaced.delete(userId);
    this.#pauses.end(userId);
    this.#writing.get(userId)?.abort();
  }

  /** Writes nothing any more: the next process does. */
  stop(): void {
    this.#isStopped = true;
    for (const controller of this.#writing.values()) controller.abort();
  }

  #goOn(): void {
    if (this.#isStopped || this.#comingFirst > 0) return;
    for (const userId of this.#waiting) {
      if (this.#writing.size >= AT_ONCE) return;
      if (this.#writing.has(userId)) continue;
      this.#waiting.delete(userId);
      const controller = new AbortController();
      this.#writing.set(userId, controller);
      void this.#refresh(userId, controller.signal).finally(() => {
        this.#writing.delete(userId);
        this.#goOn();
      });
    }
  }

  async #refresh(userId: string, signal: AbortSignal): Promise<void> {
    let usage: TokenUsage | undefined;
    /** What to do with these words if the model refuses them once more. */
    let leaveOut: (() => Promise<void>) | undefined;
    try {
      // Another process may have turned them away: their words are not the model's any more.
      if (!(await this.#store.findProfile(userId))) return;
      const before = await this.#store.findMemory(userId);
      // Its person decides: until they clear it, whoever hosts the bot may mend it.
      if (before?.unreadable) return;
      const refusals = this.#pauses.refusals(userId);
      const part = Math.max(1, Math.floor(PART / 2 ** refusals));
      const replaced = [...(this.#replaced.get(userId) ?? [])].slice(0, part);
      const corrections = before ? await this.#corrections(userId, before, replaced) : [];
      const isCorrected = corrections.length > 0;
      const turns = isCorrected ? corrections : await this.#newTurns(userId, before, part);
      if (!isCorrected) this.#drop(userId, replaced);
      if (turns.length === 0) return;
      if (refusals >= GIVE_UP_AFTER) {
        leaveOut = async () => {
          if (isCorrected) this.#drop(userId, replaced);
          else await this.#write(userId, before, turns, before?.text ?? '');
          this.#log.warn({ userId, turns: turns.length }, 'what cannot be summed up is left out');
          this.#pauses.end(userId);
          this.#waiting.add(userId);
        };
      }
      const text = await this.#sumUp(before, turns, signal, (cost) => (usage = cost));
      if (signal.aborted) return;
      const isWritten = await this.#write(userId, before, turns, text);
      if (isWritten && isCorrected) this.#drop(userId, replaced);
      // What is new comes after what is corrected, and after a part of what was left behind.
      if (isWritten && (isCorrected || turns.length === part)) this.#waiting.add(userId);
      this.#pauses.end(userId);
      this.#onRemembered?.({ result: isWritten ? 'written' : 'overtaken', ...usage });
      this.#log.info({ userId, turns: turns.length, isWritten, ...usage }, 'a memory is summed up');
    } catch (err) {
      if (!signal.aborted) {
        this.#pauses.failed(userId, isOfWords(err));
        if (isOfWords(err)) {
          await leaveOut?.().catch((error: unknown) => {
            this.#log.warn({ userId, err: error }, 'a memory could not be written');
          });
        }
      }
      this.#onRemembered?.({ result: 'failed', ...usage });
      this.#log.warn({ userId, err, ...usage }, 'a memory could not be written');
    }
  }

  /** What is to be added to the memory, oldest first: nothing as long as the model is shown all of it itself. */
  async #newTurns(userId: string, before: Memory | null, part: number): Promise<Turn[]> {
    const through = before?.through ?? null;
    const enough = Math.max(part, this.#shownTurns + 1);
    const turns = await this.#store.answeredTurnsAfter(userId, through, enough);
    return turns.length > this.#shownTurns ? turns.slice(0, part) : [];
  }

  /** Turns that stand in the place of ones that are in the memory, with what was answered before. */
  async #corrections(userId: string, before: Memory, replaced: string[]): Promise<SaidTurn[]> {
    const corrected = replaced.map(async (id) => {
      const old = await this.#store.findTurn(userId, id);
      if (!old || old.answer === '' || old.askedAt > before.through) return [];
      const newest = await newestOf(userId, id, this.#store);
      // A refused one is never shown to the model again.
      const turn =
        newest && newest.id !== id && (await this.#store.answeredTurn(userId, newest.id));
      return turn ? [{ ...turn, insteadOf: old.answer }] : [];
    });
    return before.text === '' ? [] : (await Promise.all(corrected)).flat();
  }

  /** The memory of the person knows by now what has taken the place of these turns. */
  #drop(userId: string, replaced: readonly string[]): void {
    const left = this.#replaced.get(userId)?.difference(new Set(replaced));
    if (left && left.size > 0) this.#replaced.set(userId, left);
    else this.#replaced.delete(userId);
  }

  async #sumUp(
    before: Memory | null,
    turns: readonly SaidTurn[],
    signal: AbortSignal,
    onUsage: (usage: TokenUsage) => void,
  ): Promise<string> {
    const deadline = AbortSignal.timeout(TIME_LIMIT_MS);
    const options = { signal: AbortSignal.any([signal, deadline]), onUsage };
    let text = '';
    for await (const delta of this.#model.stream(
      buildSummaryPrompt(before?.text ?? '', turns),
      options,
    )) {
      text += delta;
      if (text.length > LENGTH_LIMIT) break;
    }
    deadline.throwIfAborted();
    if (!signal.aborted && text.trim() === '') throw new ModelError('empty');
    // Nothing worth remembering is no reason to forget.
    return tidySummary(text) || (before?.text ?? '');
  }

  /** False when somebody else was faster, or what it is about was deleted, or refused. */
  async #write(
    userId: string,
    before: Memory | null,
    turns: readonly Turn[],
    text: string,
  ): Promise<boolean> {
    const last = turns.at(-1);
    if (!last) return false;
    const ids = turns.map(({ id }) => id);
    const current = await this.#store.turns(userId, ids);
    // Whoever deleted everything may have begun anew since.
    if (current.at(-1)?.id !== last.id || current.some(({ isRefused }) => isRefused)) return false;
    const through = later(last.askedAt, before?.through);
    const newestAt = later(last.askedAt, before?.newestAt);
    const memory = { text, through, newestAt, version: (before?.version ?? 0) + 1 };
    if (!(await this.#store.saveMemory(userId, memory))) return false;
    // Whoever refused one in between has seen the memory before.
    const refused = (await this.#store.turns(userId, ids)).filter(({ isRefused }) => isRefused);
    await forgetTurns(userId, refused, this.#store);
    return true;
  }
}

const isOfWords = (err: unknown): boolean => err instanceof ModelError && OF_WORDS.has(err.failure);

const later = (one: Date, other = one): Date => (one > other ? one : other);
