/** What people call themselves in their profiles. */
export const NAME = 'Sam Soak';

/** A question of a person's, with a number of its own. */
export const question = (username: string, number: number): string =>
  `What about ${username} and ${number}?`;

/** What is remembered of such a question. */
const remembered = (username: string, number: string): string =>
  `- They asked about ${username} and ${number}`;

/** What is to be remembered of a text with such questions: a line for each, the last ones at most. */
export const summaryOf = (text: string, lines: number): string =>
  Array.from(text.matchAll(/What about (\w+) and (\d+)\?/g), ([, username = '', number = '']) =>
    remembered(username, number),
  )
    .slice(-lines)
    .join('\n');

/** The questions that are remembered in a text. */
export const rememberedIn = (text: string): { username: string; number: number }[] =>
  Array.from(text.matchAll(/They asked about (\w+) and (\d+)/g), ([, username = '', number]) => ({
    username,
    number: Number(number),
  }));
