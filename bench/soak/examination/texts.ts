import type { Message } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';

/** Whether this is what the bot itself says first to somebody who may be in need: it belongs to no answer. */
export const isOpening = (text: string): boolean =>
  [en.safety.selfHarm, en.safety.violence, en.safety.minors].some((said) => text.startsWith(said));

export const shownText = (messages: readonly Message[]): string =>
  messages.map(({ content }) => content).join('\n');

/** What a reply shows without the note under it. */
export const visibleText = (messages: readonly Message[]): string =>
  shownText(messages).replace(/(^|\n\n?)-# [^\n]*$/, '');

/** Where a message ends and the next begins, white space is not shown. */
export const withoutSpace = (text: string): string => text.replaceAll(/\s/g, '');

/** Where two texts begin to differ, white space aside. */
export function firstDifference(one: string, other: string): number {
  const [a, b] = [withoutSpace(one), withoutSpace(other)];
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
