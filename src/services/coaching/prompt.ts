import type OpenAI from 'openai';
import type { Profile } from '../../models/profile.ts';
import type { Turn } from '../../models/turn.ts';
import { describePerson, PERSONA } from './persona.ts';

export type ChatMessage = OpenAI.ChatCompletionMessageParam;

export interface PromptParts {
  profile: Profile;
  /** Answered turns, oldest first. */
  history: readonly Turn[];
  /** How many messages of the history to show at most. */
  historyMessages: number;
  question: string;
}

/** What the model is sent: the persona, the person, the newest messages in chronological order, the question. */
export function buildPrompt({
  profile,
  history,
  historyMessages,
  question,
}: PromptParts): ChatMessage[] {
  const messages = history.flatMap((turn): ChatMessage[] => [
    { role: 'user', content: turn.question },
    { role: 'assistant', content: turn.answer },
  ]);
  return [
    { role: 'system', content: PERSONA },
    { role: 'system', content: describePerson(profile) },
    ...(historyMessages > 0 ? messages.slice(-historyMessages) : []),
    { role: 'user', content: question },
  ];
}
