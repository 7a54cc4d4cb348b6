import type { Translator } from '../../locales/index.ts';
import type { Profile } from '../../models/profile.ts';
import { guarded } from '../safety/guarded.ts';
import type { Concerns, Moderation } from '../safety/moderation.ts';
import { openingOf } from '../safety/opening.ts';
import type { Briefed, Briefing } from './briefing.ts';
import { withCare } from './care.ts';
import type { Model, TokenUsage } from './model.ts';
import { withoutMark } from './rehearsal.ts';

/** A turn whose answer is to be written. */
export interface Writing extends Briefed {
  /** Whether anything of the answer is written. */
  hasText?: boolean;
  /** Whether the coach has left the role that it plays in the rehearsal. */
  hasLeftRole?: boolean;
  /** Whether the coach has refused to answer. */
  isRefused?: boolean;
  /** Whether an earlier answer to the same question is kept instead. */
  isReplaced?: boolean;
}

/** What examines questions, and in whose words it is met what it finds. */
export interface Safety {
  moderation: Moderation;
  translate: Translator;
}

export interface WordingOptions {
  model: Model;
  /** Without it, no question is examined before its answer is shown. */
  safety?: Safety | undefined;
}

/** What an answer says: the model's words, and what the bot itself says before them when somebody may be in need. */
export class Wording {
  readonly #model: Model;
  readonly #safety: Safety | undefined;
  readonly #briefing: Briefing;

  constructor({ model, safety }: WordingOptions, briefing: Briefing) {
    this.#model = model;
    this.#safety = safety;
    this.#briefing = briefing;
  }

  /** The answer to a turn, piece by piece; notes in the turn what became of it. */
  of(
    turn: Writing,
    profile: Profile,
    signal: AbortSignal,
    onUsage: (usage: TokenUsage) => void,
  ): AsyncGenerator<string, void, undefined> {
    const model = this.#model;
    const isPlayed = turn.practice !== undefined && turn.practice.endedAt === null;
    const where = this.#briefing.whereabouts(turn);
    const briefed = this.#briefing.messages(turn, profile, where, signal);
    async function* write(until: AbortSignal, concerns?: Concerns) {
      const asked = await briefed;
      const messages = concerns ? withCare(asked, concerns, isPlayed) : asked;
      const deltas = model.stream(messages, { signal: until, onUsage });
      yield* isPlayed ? withoutMark(deltas, () => (turn.hasLeftRole = true)) : deltas;
    }
    if (!this.#safety) return write(signal);
    const { moderation, translate } = this.#safety;
    return guarded({
      examined: moderation.examine(examinedOf(turn, isPlayed), signal),
      signal,
      write,
      opening: async (concerns) => {
        const whereabouts = await where;
        return openingOf(concerns, whereabouts, translate(whereabouts.locale));
      },
      onFound: (concerns) => {
        // Nobody plays on with a person in need, whatever the model makes of it.
        turn.hasLeftRole ||= isPlayed;
        turn.isRefused = concerns.has('minors');
      },
    });
  }
}

/** What is examined: the words of a question, and of the scene that they are said in. */
const examinedOf = ({ question, practice }: Writing, isPlayed: boolean): string =>
  practice && isPlayed ? [practice.who, practice.moment, question].join('\n') : question;
