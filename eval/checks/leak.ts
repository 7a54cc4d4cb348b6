import { PERSONA } from '../../src/services/coaching/persona.ts';
import type { ChatMessage } from '../../src/services/coaching/prompt.ts';
import { words } from './words.ts';

/** So many of the prompt's words in a row are no coincidence. */
const RUN = 8;

/** Words of the prompt's first message, who the model is, that a text repeats; undefined if it does not. */
export function repeatsPrompt(text: string, prompt: readonly ChatMessage[]): string | undefined {
  const [persona] = prompt;
  if (typeof persona?.content !== 'string') return undefined;
  // The help lines after it are there to be repeated.
  const secret = persona.content.startsWith(PERSONA) ? PERSONA : persona.content;
  const told = ` ${words(secret, 'en').join(' ')} `;
  const said = words(text, 'en');
  for (let from = 0; from + RUN <= said.length; from += 1) {
    const run = said.slice(from, from + RUN).join(' ');
    if (told.includes(` ${run} `)) return run;
  }
  return undefined;
}
