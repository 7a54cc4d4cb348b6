import { insist } from './backoff.ts';
import { pause } from './pause.ts';
import { type MessageBody, ReplyGone, type Surface, type TryLater, Unanswered } from './surface.ts';

/** How long after the end an edit that was not answered may still be carried out, in milliseconds. */
const OVERDUE_MS = 5_000;
/** How long it is tried to see what became of one, in milliseconds. */
const PATIENCE_MS = 60_000;

/** Edits that nobody answered: one that is carried out after the end takes back what that shows. */
export class Overdue {
  /** What each message was last seen to show. */
  readonly #bodies = new Map<number, MessageBody>();
  /** Messages of which an edit was not answered. */
  readonly #doubtful = new Set<number>();

  /** A message shows this by now. */
  shown(part: number, { content, components }: MessageBody): void {
    this.#bodies.set(part, { content, ...(components && { components }) });
  }

  /** An edit of a message failed. */
  failed(part: number, error: TryLater): void {
    if (error instanceof Unanswered) this.#doubtful.add(part);
  }

  /** The messages from number `part` on are not there any more. */
  takenBack(part: number): void {
    for (const one of this.#bodies.keys()) if (one >= part) this.#bodies.delete(one);
  }

  /**
   * Shows again what such an edit has taken back, once none can come any more. Resolves at once if there was none. Never
   * rejects: it was shown before.
   */
  async settle(surface: Surface, signal: AbortSignal | undefined): Promise<void> {
    if (this.#doubtful.size === 0) return;
    await pause(OVERDUE_MS, signal);
    const until = performance.now() + PATIENCE_MS;
    const patience = { until, ...(signal && { signal }) };
    for (const part of this.#doubtful) {
      const body = this.#bodies.get(part);
      const mend = async () => body && (await showOver(surface, part, body));
      // What is deleted, or out of reach for so long, stays as it is.
      await insist(mend, patience).catch(() => undefined);
    }
  }
}

/** Shows a body where something else is to be seen. What else was changed meanwhile, such as a button, stays. */
async function showOver(surface: Surface, part: number, body: MessageBody): Promise<void> {
  const content = await inTurn(surface, async () => surface.look?.(part)).catch(
    (error: unknown) => {
      // Who may edit a message need not be one who may read it.
      if (!(error instanceof ReplyGone)) throw error;
      return undefined;
    },
  );
  if (content === body.content.trim()) return;
  const known = content === undefined ? { content: body.content } : body;
  await inTurn(surface, () => surface.show(part, known));
}

async function inTurn<Result>(surface: Surface, request: () => Promise<Result>): Promise<Result> {
  const done = await surface.turn?.(() => false);
  try {
    return await request();
  } finally {
    done?.();
  }
}
