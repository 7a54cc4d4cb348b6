import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { animatedWebp, type Frame } from './animation.ts';

interface Shot {
  png: Buffer;
  at: number;
}

interface Changed {
  picture: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

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

/** Records what happens on a page. */
export class Recorder {
  readonly #page: Page;
  readonly #shots: Shot[] = [];
  #recording: Promise<void> | undefined;
  #isStopped = false;

  constructor(page: Page) {
    this.#page = page;
  }

  start(): void {
    this.#recording = this.#record();
  }

  /** Resolves with the animation; the blank page helps to make it. */
  async finish(blank: Page): Promise<Buffer> {
    this.#isStopped = true;
    await this.#recording;
    const frames: Frame[] = [];
    let before: string | undefined;
    for (const [index, { png, at }] of this.#shots.entries()) {
      const durationMs = (this.#shots[index + 1]?.at ?? at + LAST_MS) - at;
      const data = png.toString('base64');
      const changed = await blank.evaluate<Changed | null, unknown>(
        `(${COMPARE})(${JSON.stringify({ png: data, before })})`,
        undefined,
      );
      before = data;
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

  async #record(): Promise<void> {
    while (!this.#isStopped) {
      const at = performance.now();
      this.#shots.push({ png: await this.#page.screenshot(), at });
    }
  }
}
