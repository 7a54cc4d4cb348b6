import { canBeRead } from '../../models/stored.ts';
import type { Turn } from '../../models/turn.ts';
import type { Store } from '../store/store.ts';
import type { Leases } from './leases.ts';
import type { Persistence } from './persistence.ts';
import { takePlace } from './standing.ts';
import { type WaitingMessage, waitingMessageOf } from './waitingMessages.ts';

/** What a process left behind which is gone. It is this coach's from now on. */
export type LeftBehind = LeftTurn | LeftMessage;

/** A message that waited to be asked. */
export interface LeftMessage {
  kind: 'message';
  message: WaitingMessage;
}

/** A turn that has not ended, or not been shown to its end. */
export interface LeftTurn {
  kind: 'turn';
  turnId: string;
  /**
   * Ends it with the answer that is kept, and resolves to it as soon as the store does that: to null if it was deleted
   * or what is to be shown cannot be decrypted, to undefined if the coach was closed before. May be called again: the
   * process that was taken for gone may have come back, and have stored more since.
   */
  close: () => Promise<Turn | null | undefined>;
  /** To be called when its reply is shown as it is kept, or cannot be: nothing is left to be recovered. */
  settle: () => Promise<void>;
}

interface Finder {
  store: Store;
  leases: Leases;
  persistence: Persistence;
}

/** Takes over what processes left behind that are gone, one by one. */
export async function* takeLeftBehind(
  isFirst: boolean,
  finder: Finder,
): AsyncGenerator<LeftBehind, void, undefined> {
  for await (const lease of finder.leases.takeOver(isFirst)) {
    const { turnId, userId } = lease;
    const message = waitingMessageOf(lease);
    if (message) {
      yield { kind: 'message', message };
      continue;
    }
    yield {
      kind: 'turn',
      turnId,
      close: () => close(userId, turnId, finder),
      settle: () => finder.leases.drop(turnId),
    };
  }
}

async function close(
  userId: string,
  turnId: string,
  { store, leases, persistence }: Finder,
): Promise<Turn | null | undefined> {
  let turn: Turn | null | undefined;
  await persistence.insist({ what: 'the end of what was left behind', turnId }, async () => {
    await leases.release(turnId);
    await takePlace(userId, turnId, store);
    const found = await store.findTurn(userId, turnId);
    // People go on from a whole review as from any other answer of the coach.
    const isOfCoach = found?.isReview && found.status === 'complete';
    if (isOfCoach) await store.moveToCoach(userId, turnId);
    turn = found && canBeRead(found, 'answer', 'reply') ? found : null;
  });
  return turn;
}
