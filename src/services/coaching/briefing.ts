import type { Practice } from '../../models/practice.ts';
import type { Profile } from '../../models/profile.ts';
import type { Turn } from '../../models/turn.ts';
import type { Whereabouts } from '../safety/helpLines.ts';
import { whereaboutsOf } from '../safety/whereabouts.ts';
import type { Store } from '../store/store.ts';
import type { Memories } from './memories.ts';
import type { Pictures } from './pictures.ts';
import { newestOf } from './newest.ts';
import { buildPrompt, type ChatMessage } from './prompt.ts';
import { buildRehearsal, buildReview, REHEARSAL_MESSAGES } from './rehearsal.ts';
import { within } from '../../within.ts';

/** A turn that the model is to be asked about. */
export interface Briefed extends Pick<
  Turn,
  'id' | 'userId' | 'question' | 'pictures' | 'follows' | 'reply'
> {
  /** Whether others than its asker read the answer. */
  isPublic: boolean;
  practice?: Practice | undefined;
  /** The turn whose place it takes. */
  replaced?: Turn | undefined;
}

export interface BriefingOptions {
  store: Store;
  pictures: Pictures;
  historyMessages: number;
}

/** What a briefing shares with those who give it turns. */
interface Shared {
  memories: Memories;
  /** How long the store may take for one step, in milliseconds. */
  storeBudgetMs: number;
}

/** How many of the newest turns are looked through for such as everybody could read. */
const LOOK_BACK = 50;

/** Gathers what the model is told about a turn. */
export class Briefing {
  readonly #options: BriefingOptions & Shared;

  constructor(options: BriefingOptions, { memories, storeBudgetMs }: Shared) {
    this.#options = { ...options, memories, storeBudgetMs };
  }

  /** Where the asker lives, as far as it is known; never rejects. */
  whereabouts({ userId, reply }: Pick<Briefed, 'userId' | 'reply'>): Promise<Whereabouts> {
    const { store, storeBudgetMs } = this.#options;
    return whereaboutsOf({ userId, locale: reply?.locale }, store, storeBudgetMs);
  }

  /** What the model is sent for a turn. Rejects when it cannot be had, in time or at all. */
  async messages(
    turn: Briefed,
    profile: Profile,
    where: Promise<Whereabouts>,
    signal: AbortSignal,
  ): Promise<ChatMessage[]> {
    const { userId, question: text, pictures, practice, isPublic } = turn;
    const { memories, pictures: loader, storeBudgetMs } = this.#options;
    const historyMessages = practice ? REHEARSAL_MESSAGES : this.#options.historyMessages;
    const [history, memory, whereabouts, ...images] = await Promise.all([
      within(storeBudgetMs, this.#history(turn, Math.ceil(historyMessages / 2))),
      practice || isPublic ? '' : memories.recall(userId, storeBudgetMs),
      where,
      ...pictures.map((picture) => loader.load(picture, signal)),
    ]);
    const asked = { text, pictures: images };
    if (!practice) {
      const parts = { profile, isPublic, whereabouts, memory, history, historyMessages };
      return buildPrompt({ ...parts, question: asked });
    }
    const parts = { profile, whereabouts, practice, history };
    return practice.endedAt ? buildReview(parts, asked) : buildRehearsal(parts, asked);
  }

  /** The earlier turns that a turn's answer may draw on, oldest first: at least so many, if there are. */
  async #history(turn: Briefed, count: number): Promise<Turn[]> {
    const { id, userId, practice, replaced, isPublic, reply } = turn;
    // What one says in a rehearsal stays in it, whoever reads it there.
    const isFiltered = isPublic && !practice;
    // One more, because what is replaced by this turn is not shown.
    const needed = count + (replaced ? 1 : 0);
    const limit = isFiltered ? Math.max(needed, LOOK_BACK) : needed;
    const turns = await this.#options.store.answeredTurns(userId, limit, practice?.id);
    const followed = practice ? [] : await this.#followed(turn, turns, needed);
    const followedIds = new Set(followed.map((one) => one.id));
    // What is followed was said last, whatever was said since.
    const before = turns.filter((one) => !followedIds.has(one.id));
    const others = [...before, ...followed].filter(
      (one) => one.id !== id && one.id !== replaced?.id,
    );
    return isFiltered ? others.filter((one) => isReadBeside(one, reply)) : others;
  }

  /**
   * The turn that this one follows, as it stands in the history by now, after what that followed, and so on, so many
   * steps back. One without an answer is stepped over.
   * @param newest turns that need not be looked up
   */
  async #followed(
    { userId, follows }: Briefed,
    newest: readonly Turn[],
    steps: number,
  ): Promise<Turn[]> {
    const { store } = this.#options;
    const followed = new Map<string, Turn>();
    let next = follows;
    for (let step = 0; step < steps && next !== null; step += 1) {
      const known = newest.find(({ id }) => id === next);
      const turn: Turn | null = known ?? (await newestOf(userId, next, store));
      // A review that broke off is still with its rehearsal.
      const isPart = turn?.isReview && turn.answer !== '' && !turn.isRefused;
      const answered =
        known ?? (isPart ? turn : turn && (await store.answeredTurn(userId, turn.id)));
      if (answered) followed.set(answered.id, answered);
      next = turn?.follows ?? null;
    }
    return [...followed.values()].toReversed();
  }
}

/** Whether whoever reads a reply in this place could read the turn there, too. */
const isReadBeside = ({ reply }: Turn, place: Turn['reply']): boolean =>
  reply !== null && !reply.ephemeral && reply.channelId === place?.channelId;
