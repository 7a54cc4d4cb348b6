import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { EncryptionRefused } from './services/encryption/note.ts';
import { openStore, type StoreLocation } from './services/store/index.ts';
import { DatabaseRefused } from './services/store/refused.ts';
import type { Store } from './services/store/store.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/**
 * Opens the store. A MongoDB that does not answer yet, as after a power cut when everything starts at once, is
 * tried again with growing pauses for `waitMs`; SQLite is a file, which waiting does not mend, nor does it mend a
 * wrong key or password. Rejects with the last reason.
 */
export async function openPatiently(
  location: StoreLocation,
  { waitMs, log }: { waitMs: number; log: Logger },
): Promise<Store> {
  const until = performance.now() + (location.mongodbUri ? waitMs : 0);
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MS)) {
    try {
      return await openStore(location, log);
    } catch (error) {
      const left = until - performance.now();
      if (left <= 0 || isFinal(error)) throw error;
      const retryInMs = Math.round(Math.min(delay, left));
      log.warn({ retryInMs, err: error }, 'the database does not answer yet');
      await sleep(retryInMs);
    }
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof EncryptionRefused || error instanceof DatabaseRefused;
