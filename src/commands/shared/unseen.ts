import type { Words } from '../../locales/index.ts';
import { PICTURE_LIMITS, type Unseen } from '../../models/picture.ts';
import { shortened } from '../../models/text.ts';

/** Files that are told of, and characters of a name. */
const TOLD = { files: 5, length: 60 };

/**
 * Says of each file why it cannot be looked at.
 * @param then what becomes of the words that came with them, if there are any
 */
export function unseenNote(
  unseen: readonly Unseen[],
  then: string | undefined,
  words: Words,
): { content: string } {
  const sentences = unseen.map(({ problem, name }) =>
    words(`conversation.${problem}`, { name: shortened(name, TOLD.length), ...PICTURE_LIMITS }),
  );
  const told = [...new Set(sentences)].slice(0, TOLD.files);
  return { content: [...told, ...(then === undefined ? [] : [then])].join('\n\n') };
}
