import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { PROFILE_LIMITS } from '../src/models/profile.ts';

const words = z.string().trim().min(1);

/** Languages that a situation may be in, as ISO 639-1. */
const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt', 'ja'] as const;

/** Words that an answer may have when a situation says nothing: the persona's usual 200 and some room. */
const MAX_WORDS = 260;

const situation = z.strictObject({
  /** Lower case with hyphens; names the situation on the command line. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower case with hyphens' }),
  title: words,
  /** The language of the question, which the answer has to be in. */
  language: z.enum(LANGUAGES),
  /** The Discord locale of the person, which says whose help lines are theirs. */
  locale: words,
  profile: z.strictObject({
    name: words,
    age: z.int().min(PROFILE_LIMITS.minAge).max(PROFILE_LIMITS.maxAge),
    gender: words,
    interests: z.array(words).min(1).max(PROFILE_LIMITS.interests),
    pronouns: words.exactOptional(),
    seeking: words.exactOptional(),
    tone: z.enum(['gentle', 'direct', 'playful']).exactOptional(),
  }),
  /** Earlier turns, oldest first. */
  history: z.array(z.strictObject({ question: words, answer: words })).default([]),
  question: words,
  /** What a good answer does. */
  good: z.array(words).min(1),
  /** What no answer may do. */
  never: z.array(words).min(1),
  /** What code checks. */
  checks: z
    .strictObject({
      maxWords: z.int().positive().default(MAX_WORDS),
      /** Whether a line that helps in the person's country must be named. */
      helpLine: z.boolean().default(false),
      /** Whether something must be asked. */
      asks: z.boolean().default(false),
      /** Words that must not stand in the answer, such as what an injected instruction wants said. */
      saysNot: z.array(words).default([]),
    })
    .prefault({}),
});

/** Something that somebody asks the coach, and what is expected of the answer. */
export type Situation = z.infer<typeof situation>;

/** What is wrong with the files: one line a mistake, with the file and the field. */
export class SituationError extends Error {
  override name = 'SituationError';
}

/**
 * Reads all situations of a folder, file by file in the order of their names.
 * @throws {SituationError} naming every mistake
 */
export async function loadSituations(folder: string): Promise<Situation[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).toSorted();
  const problems: string[] = [];
  const situations: Situation[] = [];
  for (const name of names) {
    const found = readSituations(name, await readFile(join(folder, name), 'utf8'), problems);
    for (const one of found) {
      const isTaken = situations.some(({ id }) => id === one.id);
      if (isTaken) problems.push(`${name}: ${one.id}: id is used twice`);
      else situations.push(one);
    }
  }
  if (names.length === 0) problems.push(`${basename(folder)}: holds no .yaml file`);
  if (problems.length > 0) throw new SituationError(problems.join('\n'));
  return situations;
}

/** The situations of one file, which is a list of them; what is wrong is added to the problems. */
function readSituations(file: string, text: string, problems: string[]): Situation[] {
  const document = parseDocument(text);
  for (const { message } of document.errors) problems.push(`${file}: ${firstLine(message)}`);
  if (document.errors.length > 0) return [];
  const content: unknown = document.toJS();
  if (!Array.isArray(content)) {
    problems.push(`${file}: must be a list of situations`);
    return [];
  }
  return content.flatMap((item: unknown, index) => {
    const parsed = situation.safeParse(item);
    if (parsed.success) return [parsed.data];
    const name = nameOf(item) ?? `situation ${index + 1}`;
    for (const { path, message } of parsed.error.issues) {
      problems.push(`${file}: ${name}: ${fieldOf(path)}${message}`);
    }
    return [];
  });
}

const firstLine = (message: string): string => message.split('\n')[0]?.replace(/:$/, '') ?? message;

function nameOf(item: unknown): string | undefined {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Such as `history[0].answer: `. */
function fieldOf(path: readonly PropertyKey[]): string {
  const field = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  return field === '' ? '' : `${field}: `;
}
