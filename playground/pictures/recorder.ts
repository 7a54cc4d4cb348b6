import { Buffer } from 'node:buffer';
import type { CDPSession, Page } from 'playwright-core';
import { animatedWebp, type Frame } from './animation.ts';

interface Shot {
  /** Base64. */
  png: string;
  at: number;
}

interface Changed {
  picture: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const SHORTEST_MS = 60;
/** How long the last picture stays. */
const LAST_MS = 3000;

/**
 * Finds what changed between two screenshots and makes a lossless WebP of it. Runs in a browser, which has
 * all that this takes; null if nothing did.
 */
const COMPARE = `async ({ png, before }) => {
  const pixels = async (data) => {
    const blob = await (await fetch('data:image/png;base64,' + data)).blob();
    const bitmap = await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(bitmap, 0, 0);
    return { canvas, image: context.getImageData(0, 0, bitmap.width, bitmap.height) };
  };
  const now = await pixels(png);
  const { width, height } = now.image;
  let [left, top, right, bottom] = [width, height, 0, 0];
  const next = new Uint32Array(now.image.data.buffer);
  const last = before && new Uint32Array((await pixels(before)).image.data.buffer);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (last && last[y * width + x] === next[y * width + x]) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right === 0) return null;
  left -= left % 2;
  top -= top % 2;
  const part = new OffscreenCanvas(right - left, bottom - top);
  part.getContext('2d').drawImage(now.canvas, -left, -top);
  const webp = new Uint8Array(await (await part.convertToBlob({ type: 'image/webp', quality: 1 })).arrayBuffer());
  return { picture: webp.toBase64(), x: left, y: top, width: right - left, height: bottom - top };
}`;

/** Records what happens on a page: a picture at each change. */
export class Recorder {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #shots: Shot[] = [];

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
    session.on('Page.screencastFrame', ({ data, sessionId }) => {
      this.#shots.push({ png: data, at: performance.now() });
      // A session that has ended takes no more of these.
      session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
    });
  }

  static async start(page: Page): Promise<Recorder> {
    const session = await page.context().newCDPSession(page);
    const recorder = new Recorder(page, session);
    await session.send('Page.startScreencast', { format: 'png' });
    return recorder;
  }

  /** Resolves with the animation; the blank page helps to make it. */
  async finish(blank: Page): Promise<Buffer> {
    await this.#session.send('Page.stopScreencast');
    const shots = thinned(this.#shots);
    const frames: Frame[] = [];
    let before: string | undefined;
    for (const [index, { png, at }] of shots.entries()) {
      const durationMs = (shots[index + 1]?.at ?? at + LAST_MS) - at;
      const changed = await blank.evaluate<Changed | null>(
        `(${COMPARE})(${JSON.stringify({ png, before })})`,
      );
      before = png;
      const last = frames.at(-1);
      if (changed) {
        frames.push({ ...changed, picture: Buffer.from(changed.picture, 'base64'), durationMs });
      } else if (last) {
        last.durationMs += durationMs;
      }
    }
    const size = this.#page.viewportSize();
    if (!size) throw new Error('The page has no size');
    return animatedWebp(frames, size);
  }
}

/** Not more pictures than can be seen. */
function thinned(shots: readonly Shot[]): Shot[] {
  const kept: Shot[] = [];
  for (const shot of shots) {
    const last = kept.at(-1);
    // Too soon after the one before: it takes that one's place and its time.
    if (last && shot.at - last.at < SHORTEST_MS) last.png = shot.png;
    else kept.push({ ...shot });
  }
  return kept;
}
