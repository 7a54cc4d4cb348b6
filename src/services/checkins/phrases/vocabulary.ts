/** What is found in a text, and what stands there instead. */
export type Phrase = readonly [pattern: string, instead: string];

/** The words of a language by which it says times, where the library for times does not know them or misreads them. */
export interface Vocabulary {
  /** Words that say nothing about a time. */
  fillers: string;
  /** What says that the day named is over. */
  past: RegExp;
  /** What may as well mean another time: nobody can know. */
  unclear?: RegExp;
  /** What is put right before the library reads its own language. */
  amended?: readonly (readonly [pattern: RegExp, instead: string])[];
  /**
   * What people write and the library does not know, or knows in part, which is worse: in English, which it knows best.
   * Patterns are tried in this order, on lower case without accents, and match whole words where a language has spaces
   * between them.
   */
  phrases: readonly Phrase[];
}

/** An hour with its minutes, if it has some. */
export const clock = '(\\d{1,2})(?:[:.h](\\d{2}))?';
