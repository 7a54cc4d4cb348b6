import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { spanish } from './spanish.ts';

/** A conversation that the offline coach knows. `{name}` in its texts is the person's first name. */
export interface Sample {
  /** Matches a question about this subject. */
  subject: RegExp;
  /** What it may say at first. */
  first: readonly string[];
  /** What it may say when asked on. */
  followUp: readonly string[];
}

/** What the offline coach says in one language. */
export interface Language {
  /** Words that are common in it. */
  words: ReadonlySet<string>;
  /** Says that this is a sample. */
  note: string;
  /** Introduces the question before. */
  earlier: string;
  /** Stands for a name that is not known. */
  friend: string;
  /** Tried in this order; the first is for whoever is in danger, the last one fits every question. */
  samples: readonly Sample[];
}

const OTHERS = [german, spanish, french];

/** The language that a question is most probably in; English unless another one has clearly more of its words. */
export function languageOf(question: string): Language {
  let best = english;
  let most = occurrences(english, question);
  for (const language of OTHERS) {
    const count = occurrences(language, question);
    if (count > most) {
      best = language;
      most = count;
    }
  }
  return best;
}

/** The first conversation whose subject the question is about. */
export function sampleFor({ samples }: Language, question: string): Sample {
  const sample = samples.find(({ subject }) => subject.test(question)) ?? samples.at(-1);
  if (!sample) throw new Error('there are no samples');
  return sample;
}

const occurrences = ({ words }: Language, text: string): number =>
  (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => words.has(word)).length;
