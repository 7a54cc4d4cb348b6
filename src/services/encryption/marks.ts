import { markOf } from './cipher.ts';
import { type Subject, SUBJECTS, textsAt } from './words.ts';

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

/**
 * The marks of the encrypted words among these records, each once. Where somebody has a profile, of words that cannot
 * be anything else; where nobody has, of all: the bot takes no words from people without one, so that it was lost.
 */
export function marksIn(sample: Sample): string[] {
  const lacksProfiles = sample.profiles.length === 0;
  const marks = (Object.keys(SUBJECTS) as Subject[]).flatMap((subject) => {
    const paths = lacksProfiles ? SUBJECTS[subject].words : (OUT_OF_REACH[subject] ?? []);
    const texts = sample[subject].flatMap((record) =>
      paths.flatMap((path) => textsAt(record, path)),
    );
    return texts.flatMap((text) => markOf(text) ?? []);
  });
  return [...new Set(marks)];
}
