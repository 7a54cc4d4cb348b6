/** A line, the lines of a quote, and one that is empty. */
const QUOTE = /^\n[^\n]*\n(?:> [^\n]*\n)+\n/;

/**
 * A question after a quote of what it is about. It begins with a line break, as nothing does that people type: so the
 * quote is told from theirs wherever the question is kept.
 * @param quote lines that all begin with the mark of a quote
 */
export const withQuote = (heading: string, quote: string, question: string): string =>
  `\n${heading}\n${quote}\n\n${question}`;

/** The quote that a question goes on from; undefined of one that goes on from none. */
export const quoteIn = (question: string): string | undefined => QUOTE.exec(question)?.[0];

/** What its asker typed of a question; of several that became one, all but the first are left with their quotes. */
export const withoutQuote = (question: string): string => question.replace(QUOTE, '');
