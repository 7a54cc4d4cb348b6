import type { Message } from 'discord.js';
import type { CommandContext } from '../context.ts';
import { NextTry } from './nextTry.ts';

/** Messages of one person in one place that are still to be asked. */
export interface Batch {
  messages: Message[];
  /** Whether it is known that their writer had a profile when they wrote them. */
  hadProfile: boolean;
  nextTry: NextTry;
  /** Messages that were deleted while they were being taken. */
  deleted: Set<string>;
  /** Whether they have to wait. */
  waits?: boolean;
  /** What was more than one question, and is asked meanwhile. */
  rest?: Promise<void>;
}

export const newBatch = (messages: Message[], hadProfile = false): Batch => ({
  messages,
  hadProfile,
  nextTry: new NextTry(),
  deleted: new Set(),
});

/** What was written before, and is not asked yet, is asked together with what is newer. */
export function addBefore(newer: Batch, { messages, hadProfile }: Batch): void {
  // What is forgotten says nothing of what was written since.
  newer.hadProfile ||= hadProfile && messages.length > 0;
  newer.messages.unshift(...messages.splice(0));
}

/** Takes these messages out, which are deleted: those that were in it. */
export function takeOut(batch: Batch, ids: readonly string[]): Message[] {
  const deleted = batch.messages.filter(({ id }) => ids.includes(id));
  batch.messages = batch.messages.filter(({ id }) => !ids.includes(id));
  for (const { id } of deleted) batch.deleted.add(id);
  return deleted;
}

/** Has what waits for a profile by now wait no more, as far as it was deleted meanwhile: whether that is all of it. */
export async function takeBack(
  taken: readonly Message[],
  { deleted }: Batch,
  { store }: CommandContext,
): Promise<boolean> {
  const gone = taken.map(({ id }) => id).filter((id) => deleted.has(id));
  if (gone.length > 0) await store.removeWaiting(gone);
  return gone.length === taken.length;
}
