import { fits, MESSAGE_LIMIT, splitText } from './split.ts';
import type { MessageBody, MessageRow } from './surface.ts';

/** What stands under the text once it has ended. */
export interface Ending {
  /** A sentence under the text; alone when there is no text. */
  note?: string;
  components?: MessageRow[];
}

/** Takes what does not fit into the messages of a reply. */
const OVERFLOW_FILE = 'answer.md';

/** A message of the end of a reply; `length` is how much of the text it takes, `next` what opens its marks again. */
type LastMessage = MessageBody & { length: number; next: string };

/** The messages that the rest of a text ends in, `room` at most; Discord takes none that is blank. */
export function lastMessages(
  rest: string,
  opening: string,
  room: number,
  { note }: Ending,
): LastMessage[] {
  const pieces = splitText(rest, MESSAGE_LIMIT, opening, room);
  const messages: LastMessage[] = pieces
    .map(({ text, content }, index) => ({
      content,
      length: text.length,
      next: pieces[index + 1]?.opening ?? '',
    }))
    .filter(({ content, length }) => length > 0 && content.trim() !== '');
  const taken = pieces.reduce((sum, { text }) => sum + text.length, 0);
  const left = taken < rest.length ? [rest.slice(taken)] : [];
  const last = messages.at(-1);
  if (note !== undefined) {
    const withNote = last ? `${last.content.trimEnd()}\n\n${note}` : note;
    if (last && left.length === 0 && fits(withNote)) last.content = withNote;
    else if (messages.length < room) messages.push({ content: note, length: 0, next: '' });
    else left.push(`\n\n${note}`);
  }
  const end = messages.at(-1);
  if (end && left.length > 0) end.files = [{ name: OVERFLOW_FILE, text: left.join('') }];
  return messages;
}
