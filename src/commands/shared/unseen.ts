import type { Words } from '../../locales/index.ts';
import { PICTURE_LIMITS } from '../../models/picture.ts';
import { shortened } from '../../models/text.ts';

/** Names of files that are told, and characters of each. */
const TOLD = { names: 5, length: 60 };

/** Says which files the coach goes without; undefined if there are none. */
export function unseenNote(names: readonly string[], words: Words): string | undefined {
  if (names.length === 0) return undefined;
  const told = names.slice(0, TOLD.names).map((name) => `**${shortened(name, TOLD.length)}**`);
  const more = names.length > TOLD.names ? ['…'] : [];
  return words('conversation.without', { names: [...told, ...more].join(', '), ...PICTURE_LIMITS });
}
