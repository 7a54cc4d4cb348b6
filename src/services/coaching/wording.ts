import type { Translator } from '../../locales/index.ts';
import type { Piece } from '../reply/piece.ts';
import type { Profile } from '../../models/profile.ts';
import { withoutQuote } from '../../models/quoted.ts';
import { guarded, refusal } from '../safety/guarded.ts';
import type { Concerns, Moderation } from '../safety/moderation.ts';
import { openingOf } from '../safety/opening.ts';
import type { Briefed, Briefing } from './briefing.ts';
import { withCare } from './care.ts';
import type { Model, TokenUsage } from './model.ts';
import type { StopReason } from './places.ts';
import { withoutMark } from './roleMark.ts';

/** A turn whose answer is to be written. */
export interface Writing extends Briefed {
  /** Whether anything of the answer is written. */
  hasText?: boolean;
  /** Whether the coach has left the role that it plays in the rehearsal. */
  hasLeftRole?: boolean;
  /** Whether something was found in it. */
  isInNeed?: boolean;
  /** Whether the coach refuses to answer; set from the beginning where the model is not to be asked at all. */
  isRefused?: boolean;
  /** Whether an earlier answer to the same question is kept instead. */
  isReplaced?: boolean;
}

export interface WordingOptions {
  model: Model;
  /** Without it, no question is examined before its answer is shown. */
  moderation?: Moderation | undefined;
  /** The bot's own words, with which it meets what is found in a question. */
  translate: Translator;
}

/** What is heard of an answer while it is written. */
interface Listeners {
  onUsage: (usage: TokenUsage) => void;
  /**
   * Called when somebody may be in need, the question is refused or the role left, as the turn then says; nothing of what
   * comes of that is shown before it resolves. Never rejects.
   */
  onTurned: () => Promise<void>;
  /** Called when the model keeps the asker waiting for its first words. */
  onKeptWaiting: () => void;
}

/** What an answer says: the model's words, and what the bot itself says before them when somebody may be in need. */
export class Wording {
  readonly #model: Model;
  readonly #moderation: Moderation | undefined;
  readonly #translate: Translator;
  readonly #briefing: Briefing;

  constructor({ model, moderation, translate }: WordingOptions, briefing: Briefing) {
    this.#model = model;
    this.#moderation = moderation;
    this.#translate = translate;
    this.#briefing = briefing;
  }

  /** The answer to a turn, piece by piece; notes in the turn what became of it. */
  of(
    turn: Writing,
    profile: Profile,
    signal: AbortSignal,
    { onUsage, onTurned, onKeptWaiting }: Listeners,
  ): AsyncGenerator<Piece, void, undefined> {
    const model = this.#model;
    const isPlayed = turn.practice !== undefined && turn.practice.endedAt === null;
    const where = this.#briefing.whereabouts(turn);
    const opening = async (concerns: Concerns) => {
      const whereabouts = await where;
      return openingOf(concerns, whereabouts, this.#translate(whereabouts.locale));
    };
    const examined = this.#examine(turn, isPlayed, discarding(signal));
    if (turn.isRefused) {
      turn.hasLeftRole ||= isPlayed;
      return refusal({ examined, signal, opening, onRefused: onTurned });
    }
    const briefed = this.#briefing.messages(turn, profile, where, signal);
    const leaveRole = async () => {
      // What is said with care comes after that is stored.
      if (turn.hasLeftRole) return;
      turn.hasLeftRole = true;
      await onTurned();
    };
    async function* write(until: AbortSignal, concerns?: Concerns) {
      const asked = await briefed;
      const messages = concerns ? withCare(asked, concerns, isPlayed) : asked;
      const deltas = model.stream(messages, { signal: until, onUsage, onKeptWaiting });
      yield* isPlayed ? withoutMark(deltas, leaveRole) : deltas;
    }
    if (!examined) return write(signal);
    return guarded({
      examined,
      signal,
      write,
      opening,
      onFound: async (concerns) => {
        // Nobody plays on with a person in need, nor what is not to be played, whatever the model makes of it.
        turn.hasLeftRole ||= isPlayed;
        turn.isInNeed = true;
        turn.isRefused = concerns.has('minors');
        await onTurned();
      },
    });
  }

  /** Has what was typed as a question examined, with the scene that it is said in; undefined where nothing is. */
  #examine(
    { question, practice }: Writing,
    isPlayed: boolean,
    signal: AbortSignal,
  ): Promise<Concerns> | undefined {
    const typed = withoutQuote(question);
    if (!practice || !isPlayed) return this.#moderation?.examine(typed, signal);
    const line = [practice.who, practice.moment, typed].join('\n');
    return this.#moderation?.examineLine(line, signal);
  }
}

/**
 * Aborted when nobody can see the answer any more. Stopped otherwise, such as by a bot that ends, it still meets whoever
 * is in need, for which the verdict comes soon enough.
 */
function discarding(signal: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (signal.reason === ('discarded' satisfies StopReason)) controller.abort();
  };
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
  return controller.signal;
}
