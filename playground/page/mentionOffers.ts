import { html } from 'lit';
import type { User } from '../server/protocol.ts';
import { avatarOf } from './avatars.ts';
import type { PickerContent } from './picker.ts';

/** An at sign that begins a word, and what is typed of a name behind it. */
const BEGUN = /(?<![\p{L}\p{N}@])@([^\s@]*)$/u;

/** The users whose name is begun at the end of the text; undefined when none is. */
export function mentionOffers(
  text: string,
  users: readonly User[],
  complete: (text: string) => void,
): PickerContent | undefined {
  const begun = BEGUN.exec(text);
  const typed = begun?.[1]?.toLowerCase();
  if (!begun || typed === undefined) return undefined;
  const fitting = users.filter(({ username, displayName }) =>
    [username, displayName].some((name) => name.toLowerCase().startsWith(typed)),
  );
  if (fitting.length === 0) return undefined;
  return {
    title: typed === '' ? 'Members' : html`Members matching <strong>@${begun[1]}</strong>`,
    items: fitting.map((user) => ({
      label: user.displayName,
      origin: user.username,
      icon: html`<img src=${avatarOf(user)} alt="" />`,
      pick: () => complete(`${text.slice(0, begun.index)}@${user.displayName} `),
    })),
    active: 0,
  };
}

/** What is sent for a text: the users who are named in it are mentioned. */
export function withMentions(text: string, users: readonly User[]): string {
  let sent = text;
  // A name may begin like another one.
  for (const { id, displayName } of users.toSorted(
    (one, other) => other.displayName.length - one.displayName.length,
  )) {
    const named = `(?<![\\p{L}\\p{N}@])@${RegExp.escape(displayName)}(?![\\p{L}\\p{N}_])`;
    sent = sent.replaceAll(new RegExp(named, 'giu'), `<@${id}>`);
  }
  return sent;
}
