import type { Words } from '../../locales/index.ts';
import { lengthOf } from '../../models/text.ts';

/** Characters of a message. */
const MESSAGE_LENGTH = 2_000;

/** A note with what was typed, which nobody should have to write again; as a file where it does not fit. */
export function givenBack(
  note: string,
  typed: string,
  name: string,
  words: Words,
): { content: string; files?: { attachment: Buffer; name: string }[] } {
  if (typed === '') return { content: note };
  const content = `${note}\n\n-# ${words('checkin.typed')}\n>>> ${typed}`;
  if (lengthOf(content) <= MESSAGE_LENGTH) return { content };
  return { content: note, files: [{ attachment: Buffer.from(typed), name }] };
}
