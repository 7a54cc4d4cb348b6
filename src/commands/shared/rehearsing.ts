import type { Practice } from '../../models/practice.ts';
import type { Stored } from '../../models/stored.ts';
import type { Store } from '../../services/store/store.ts';

/** After how long without an end a rehearsal counts as over, in milliseconds: messages are questions again. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60_000;

/** The rehearsal that this person is in the middle of in this place. One that cannot be read is over. */
export async function rehearsalAt(
  userId: string,
  channelId: string,
  store: Store,
): Promise<Practice | undefined> {
  const practice = await store.findPractice(userId);
  return practice?.channelId === channelId && isGoing(practice) ? practice : undefined;
}

/** Whether somebody is in the midst of a rehearsal. */
export function isGoing({ endedAt, startedAt, unreadable }: Stored<Practice>): boolean {
  if (endedAt !== null || unreadable) return false;
  return startedAt.getTime() > Date.now() - FORGOTTEN_AFTER_MS;
}
