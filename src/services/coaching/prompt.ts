import type OpenAI from 'openai';
import type { Profile } from '../../models/profile.ts';
import type { Turn } from '../../models/turn.ts';
import type { Whereabouts } from '../safety/helpLines.ts';
import { describePerson } from './person.ts';
import { personaFor } from './persona.ts';

export type ChatMessage = OpenAI.ChatCompletionMessageParam;

/** What somebody asks, as the model is shown it. */
export interface Asked {
  text: string;
  /** As data URLs. */
  pictures: readonly string[];
}

export interface PromptParts {
  profile: Profile;
  /** Whether others than the person read the answer. */
  isPublic?: boolean;
  whereabouts: Whereabouts;
  /** What the coach remembers of turns that are older than the history. */
  memory?: string;
  /** Answered turns, oldest first. */
  history: readonly Turn[];
  /** How many messages of the history to show at most. */
  historyMessages: number;
  question: Asked;
}

/**
 * What the model is sent: the persona, the person, the newest messages in chronological order, the question. What
 * changes least comes first, so that a provider finds it in its cache.
 */
export function buildPrompt({
  profile,
  isPublic,
  whereabouts,
  memory,
  history,
  historyMessages,
  question,
}: PromptParts): ChatMessage[] {
  return [
    { role: 'system', content: personaFor(whereabouts) },
    { role: 'system', content: describePerson(profile, { memory, isPublic }) },
    ...newestMessages(history, historyMessages),
    userMessage(question),
  ];
}

/** The last messages of a history, oldest first. */
export function newestMessages(history: readonly Turn[], limit: number): ChatMessage[] {
  const messages = history.flatMap((turn): ChatMessage[] => [
    { role: 'user', content: questionOf(turn) },
    { role: 'assistant', content: turn.answer },
  ]);
  return limit > 0 ? messages.slice(-limit) : [];
}

export function userMessage({ text, pictures }: Asked): ChatMessage {
  if (pictures.length === 0) return { role: 'user', content: text };
  const images = pictures.map((url) => ({ type: 'image_url' as const, image_url: { url } }));
  // Many servers refuse a part without text.
  const words = text === '' ? [] : [{ type: 'text' as const, text }];
  return { role: 'user', content: [...words, ...images] };
}

/** Pictures are shown to the model once: later it reads that there were some. */
function questionOf({ question, pictures }: Turn): string {
  if (pictures.length === 0) return question;
  const sent = `[${pictures.length} ${pictures.length === 1 ? 'picture' : 'pictures'}, not shown again]`;
  return question === '' ? sent : `${question}\n\n${sent}`;
}
