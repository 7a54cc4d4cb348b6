import type { Practice } from '../../models/practice.ts';
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
  if (practice?.channelId !== channelId || practice.endedAt !== null) return undefined;
  if (practice.unreadable) return undefined;
  const isForgotten = practice.startedAt.getTime() <= Date.now() - FORGOTTEN_AFTER_MS;
  return isForgotten ? undefined : practice;
}
