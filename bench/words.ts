/**
 * The text that every reply writes: word number n is found again wherever it is shown, so each token's way can be
 * followed. A little Markdown and a paragraph now and then, because models write that and it has to be handled.
 */

/** How long a model takes for a token, in milliseconds: 40 a second. */
export const TOKEN_MS = 25;

const LETTERS = 26;
const LENGTH = 3;
const FIRST_LETTER = 97;
const PARAGRAPH = 60;
const WORDS = /[a-z]{3}/g;

/** Word number `index`: three letters. */
function wordAt(index: number): string {
  const letters: number[] = [];
  for (let rest = index, n = 0; n < LENGTH; n += 1) {
    letters.unshift(FIRST_LETTER + (rest % LETTERS));
    rest = Math.floor(rest / LETTERS);
  }
  return String.fromCodePoint(...letters);
}

/** Token number `index`: one word and what stands around it, about four characters. */
export function tokenAt(index: number): string {
  const word = wordAt(index);
  switch (index % PARAGRAPH) {
    case 20:
      return `**${word} `;
    case 22:
      return `${word}** `;
    case PARAGRAPH - 1:
      return `${word}.\n\n`;
    default:
      return `${word} `;
  }
}

/** The numbers of the words in a content, in its order. */
export function wordsIn(content: string): number[] {
  return Array.from(content.matchAll(WORDS), ([word]) => numberOf(word));
}

function numberOf(word: string): number {
  let number = 0;
  for (let at = 0; at < LENGTH; at += 1) {
    number = number * LETTERS + word.charCodeAt(at) - FIRST_LETTER;
  }
  return number;
}
