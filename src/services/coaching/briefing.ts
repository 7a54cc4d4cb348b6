import type { Practice } from '../../models/practice.ts';
import type { Profile } from '../../models/profile.ts';
import type { Turn } from '../../models/turn.ts';
import type { Whereabouts } from '../safety/helpLines.ts';
import type { Store } from '../store/store.ts';
import type { Memories } from './memories.ts';
import type { Pictures } from './pictures.ts';
import { buildPrompt, type ChatMessage } from './prompt.ts';
import { buildRehearsal, buildReview, REHEARSAL_MESSAGES } from './rehearsal.ts';
import { within } from './within.ts';

/** A turn that the model is to be asked about. */
export interface Briefed extends Pick<Turn, 'id' | 'userId' | 'question' | 'pictures' | 'reply'> {
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

/** Of somebody of whom nothing else is known. */
const UNKNOWN_LOCALE = 'en-US';

/** Gathers what the model is told about a turn. */
export class Briefing {
  readonly #options: BriefingOptions & Shared;

  constructor(options: BriefingOptions, { memories, storeBudgetMs }: Shared) {
    this.#options = { ...options, memories, storeBudgetMs };
  }

  /** Where the asker lives, as far as it is known; never rejects. */
  async whereabouts({ userId, reply }: Pick<Briefed, 'userId' | 'reply'>): Promise<Whereabouts> {
    const { store, storeBudgetMs } = this.#options;
    const looked = within(storeBudgetMs, store.findSettings(userId));
    const settings = await looked.catch(() => null);
    const locale = reply?.locale ?? settings?.locale ?? UNKNOWN_LOCALE;
    return { locale, timeZone: settings?.timeZone ?? null };
  }

  /** What the model is sent for a turn. Rejects when it cannot be had, in time or at all. */
  async messages(
    { id, userId, question: text, pictures, practice, replaced }: Briefed,
    profile: Profile,
    where: Promise<Whereabouts>,
    signal: AbortSignal,
  ): Promise<ChatMessage[]> {
    const { store, memories, pictures: loader, storeBudgetMs } = this.#options;
    const historyMessages = practice ? REHEARSAL_MESSAGES : this.#options.historyMessages;
    // One more, because what is replaced by this turn is not shown.
    const limit = Math.ceil(historyMessages / 2) + (replaced ? 1 : 0);
    const [turns, memory, whereabouts, ...images] = await Promise.all([
      within(storeBudgetMs, store.answeredTurns(userId, limit, practice?.id)),
      practice ? '' : within(storeBudgetMs, memories.recall(userId)),
      where,
      ...pictures.map((picture) => loader.load(picture, signal)),
    ]);
    const history = turns.filter((turn) => turn.id !== id && turn.id !== replaced?.id);
    const asked = { text, pictures: images };
    if (!practice) {
      const parts = { profile, whereabouts, memory, history, historyMessages };
      return buildPrompt({ ...parts, question: asked });
    }
    const parts = { profile, whereabouts, practice, history };
    return practice.endedAt ? buildReview(parts, asked) : buildRehearsal(parts, asked);
  }
}
