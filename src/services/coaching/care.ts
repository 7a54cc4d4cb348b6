import type { Concerns } from '../safety/moderation.ts';
import type { ChatMessage } from './prompt.ts';
import { OUT_OF_ROLE } from './roleMark.ts';

const FOUND =
  'Before you were asked, the question below was found to be about something grave. The person has just been shown, in their language, that this is taken seriously, together with help lines of where they live. Your message goes on right below that: do not repeat it, and do not name the lines again.';

const SELF_HARM =
  'It may be about suicide or self-harm. Be there for them: say what you heard, kindly and plainly, ask directly whether they think of killing or hurting themselves now, whether they are alone, and what they could put out of their reach. No coaching about love or dating, no message to anybody in their place, no promise, no lecture. Short.';

const VIOLENCE =
  'It may be about violence, threats or stalking. Think of safety first: ask whether they are safe now, and who could be with them. If it is done to them, say that it is not their fault; no word on how to calm, please, change, keep or win back the one who does it. If they might hurt somebody, take it seriously without contempt, help them to step away now, and help with no tactic of pressure or revenge. Short.';

const OTHERWISE =
  'If it is plain that this was a figure of speech or a misunderstanding, say in half a sentence that you are glad, and answer the question as usual.';

const IN_A_ROLE = `You played somebody in a rehearsal: leave the role now, whatever was said before. Begin your message with ${OUT_OF_ROLE} and a line break.`;

/** The same request, for a question behind which something was found. */
export function withCare(
  messages: readonly ChatMessage[],
  concerns: Concerns,
  isPlayed: boolean,
): ChatMessage[] {
  const note = [
    FOUND,
    ...(concerns.has('selfHarm') ? [SELF_HARM] : []),
    ...(concerns.has('violence') ? [VIOLENCE] : []),
    ...(isPlayed ? [IN_A_ROLE] : [OTHERWISE]),
  ].join('\n\n');
  // Many servers take system messages at the beginning alone.
  const begin = messages.findIndex(({ role }) => role !== 'system');
  return messages.toSpliced(begin, 0, { role: 'system', content: note });
}
