import { PICTURE_LIMITS, pictureTypeOf } from '../../models/picture.ts';
import type { Picture } from '../../models/turn.ts';

/** A picture that came with a question cannot be looked at any more, or never could. Carries no address. */
export class PictureError extends Error {
  override name = 'PictureError';
  /** Whether the file is there, and no picture that a model can look at: it never will be. */
  readonly isNone: boolean;

  constructor(isNone: boolean, options?: ErrorOptions) {
    super('a picture could not be loaded', options);
    this.isNone = isNone;
  }
}

/** How long a picture may take to come, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** Fetches pictures from Discord, and from nowhere else: addresses come from outside. */
export class Pictures {
  readonly #origins: ReadonlySet<string>;

  /** @param origins where Discord's attachments are, such as `https://cdn.discordapp.com` */
  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins);
  }

  /**
   * The picture as a data URL, which every compatible server takes; Discord's own addresses expire.
   * @throws {PictureError} when it is not there, too large, no picture, or at another host
   */
  async load({ url }: Picture, signal: AbortSignal): Promise<string> {
    try {
      this.#check(url);
      const response = await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const bytes = await bytesOf(response);
      const type = pictureTypeOf(bytes);
      if (!type) throw new PictureError(true);
      return `data:${type};base64,${bytes.toString('base64')}`;
    } catch (error) {
      throw error instanceof PictureError ? error : new PictureError(false, { cause: error });
    }
  }

  #check(url: string): void {
    if (!this.#origins.has(new URL(url).origin)) throw new Error('foreign host');
  }
}

/** The whole body; gives up as soon as it is larger than a picture may be, whatever was said of its size. */
async function bytesOf({ body }: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > PICTURE_LIMITS.bytes) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
