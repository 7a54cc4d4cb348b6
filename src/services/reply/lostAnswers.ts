import type { ResponseLike } from 'discord.js';
import type { MakeRequest } from './httpRequest.ts';
import { TryLater } from './surface.ts';

/** What is known of a bucket, for as long as its window lasts. */
interface Window {
  remaining: number;
  /** When it ends, as `performance.now()` has it. */
  endsAt: number;
  /** Requests since then whose answer did not come: Discord may have counted them. */
  lost: number;
}

/** Headers give milliseconds, rounded: so much later a window has certainly ended. */
const MARGIN_MS = 5;

/**
 * Sends nothing that Discord might refuse because it has counted a request whose answer was lost. Replies that share a
 * channel share its bucket: none of them knows what the others have lost.
 * @returns what rejects with TryLater until the window is over, where nothing else is certain
 */
export function mindingLostAnswers(makeRequest: MakeRequest): MakeRequest {
  const windows = new Map<string, Window>();
  return async (url, init) => {
    const key = bucketOf(url, init.method);
    const window = windows.get(key);
    const now = performance.now();
    if (window && window.endsAt <= now) windows.delete(key);
    else if (window && window.lost > 0 && window.remaining <= window.lost) {
      throw new TryLater('an answer was lost', window.endsAt - now);
    }
    try {
      const response = await makeRequest(url, init);
      note(windows, key, response);
      return response;
    } catch (error) {
      noteLost(windows, key);
      throw error;
    }
  };
}

function note(windows: Map<string, Window>, key: string, { headers, status }: ResponseLike): void {
  const remaining = headers.get('X-RateLimit-Remaining');
  const resetAfter = headers.get('X-RateLimit-Reset-After');
  if (remaining !== null && resetAfter !== null) {
    forgetEnded(windows);
    const endsAt = performance.now() + Number(resetAfter) * 1_000 + MARGIN_MS;
    windows.delete(key);
    windows.set(key, { remaining: Number(remaining), endsAt, lost: 0 });
  } else if (status >= 500) noteLost(windows, key);
}

function noteLost(windows: Map<string, Window>, key: string): void {
  const window = windows.get(key);
  if (window) window.lost += 1;
}

/** They are kept in the order in which they were told of, which is nearly that in which they end. */
function forgetEnded(windows: Map<string, Window>): void {
  const now = performance.now();
  for (const [key, { endsAt }] of windows) {
    if (endsAt > now) return;
    windows.delete(key);
  }
}

/** Edits of all messages of a channel share a bucket, and so do new messages. */
function bucketOf(url: string, method: string | undefined): string {
  return `${method} ${url.replace(/\/messages\/[^/?]+/, '/messages')}`;
}
