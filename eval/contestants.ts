import { firstNameOf } from '../src/models/profile.ts';
import type { Turn } from '../src/models/turn.ts';
import { buildPrompt, type ChatMessage, newestMessages } from '../src/services/coaching/prompt.ts';
import type { Situation } from './situation.ts';

/** Who answers: the same model, told who it is by Confidant's prompt or by the plain one it grew from. */
export const CONTESTANTS = ['confidant', 'baseline'] as const;
export type Contestant = (typeof CONTESTANTS)[number];

/** Contestants as people read them. */
export const NAMES: Record<Contestant, string> = {
  confidant: 'Confidant',
  baseline: 'plain prompt',
};

/** All that the baseline is told about who it is. */
const PLAIN_PERSONA = 'You are a gentle, insightful love guru who gives advice on dating and love.';

/** What the model is sent in a situation. */
export const PROMPTS: Record<
  Contestant,
  (situation: Situation, historyMessages: number) => ChatMessage[]
> = {
  confidant: ({ profile, locale, history, question }, historyMessages) =>
    buildPrompt({
      profile,
      whereabouts: { locale, timeZone: null },
      history: history.map(turnOf),
      historyMessages,
      question: { text: question, pictures: [] },
    }),
  baseline: ({ profile, history, question }, historyMessages) => [
    { role: 'system', content: PLAIN_PERSONA },
    { role: 'system', content: plainContext(profile) },
    ...newestMessages(history.map(turnOf), historyMessages),
    { role: 'user', content: question },
  ],
};

function plainContext(profile: Situation['profile']): string {
  const { age, gender, interests } = profile;
  return `User context: name: ${firstNameOf(profile)}, age: ${age}, gender: ${gender}, interests: ${interests.join(', ')}`;
}

function turnOf({ question, answer }: Situation['history'][number], index: number): Turn {
  return {
    id: String(index),
    userId: 'someone',
    question,
    answer,
    pictures: [],
    practiceId: null,
    isReview: false,
    follows: null,
    status: 'complete',
    askedAt: new Date(index),
    endedAt: new Date(index),
    reply: null,
    feedback: null,
    replacedBy: null,
    isRefused: false,
  };
}
