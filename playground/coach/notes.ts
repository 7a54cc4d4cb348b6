import { z } from 'zod';
import { shortened } from './shortened.ts';

/** What the bot sends to have turns summed up. */
const toSumUp = z.object({
  memory: z.string(),
  said: z.array(z.object({ date: z.string(), person: z.string() })),
});

const NOTE = '- (Without a model I only note down what you asked.)';
/** Lines that a memory may have, the note aside. */
const LINES = 11;
const LINE_LENGTH = 120;

/** The offline coach's memory: when somebody asked what, the newest first. */
export function notesOf(request: string): string {
  const { memory, said } = toSumUp.parse(JSON.parse(request));
  const earlier = memory.split('\n').filter((line) => line !== '' && line !== NOTE);
  const lines = said
    .map(({ date, person }) => shortened(`- ${date}: ${person}`, LINE_LENGTH))
    .toReversed();
  return [NOTE, ...lines, ...earlier].slice(0, LINES + 1).join('\n');
}
