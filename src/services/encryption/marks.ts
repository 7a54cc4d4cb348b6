import { markOf } from './cipher.ts';
import { type Subject, textsAt } from './words.ts';

/** Some records of each collection, with at least what holds words. */
export type Sample = Readonly<Record<Subject, readonly object[]>>;

/**
 * Words that nobody can give the form of an encrypted text, whatever they write to the bot: a profile takes no name and
 * no gender that is so long, and the others are Discord's.
 */
const OUT_OF_REACH: Readonly<Partial<Record<Subject, readonly string[]>>> = {
  profiles: ['name', 'gender'],
  turns: ['pictures.*.url', 'reply.interactionToken'],
};

/** The marks of the encrypted words among these records, each once: of words that cannot be anything else. */
export function marksIn(sample: Sample): string[] {
  const marks = Object.entries(OUT_OF_REACH).flatMap(([subject, paths]) => {
    const texts = sample[subject as Subject].flatMap((record) =>
      paths.flatMap((path) => textsAt(record, path)),
    );
    return texts.flatMap((text) => markOf(text) ?? []);
  });
  return [...new Set(marks)];
}
