import type { Picture } from './turn.ts';

/** What a model can look at, by media type. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export const PICTURE_LIMITS = {
  /** Of one picture, in bytes. */
  bytes: 10 * 1024 * 1024,
  megabytes: 10,
  /** That go with one question. */
  pictures: 5,
} as const;

/** What Discord tells of a file. */
interface Attachment {
  url: string;
  name: string;
  size: number;
  contentType: string | null;
}

/** A file that cannot be looked at, and why. */
export interface Unseen {
  problem: 'notAPicture' | 'tooLarge' | 'tooMany';
  name: string;
}

export type ParsedPictures = { ok: true; pictures: Picture[] } | { ok: false; unseen: Unseen[] };

/** The attachments as the pictures of one question, if all of them can be looked at; otherwise those that cannot. */
export function parsePictures(attachments: Iterable<Attachment>): ParsedPictures {
  const pictures: Picture[] = [];
  const unseen: Unseen[] = [];
  for (const { url, name, size, contentType } of attachments) {
    const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
    const isPicture = PICTURE_TYPES.some((known) => known === type);
    if (!isPicture) unseen.push({ problem: 'notAPicture', name });
    else if (size > PICTURE_LIMITS.bytes) unseen.push({ problem: 'tooLarge', name });
    else if (pictures.length === PICTURE_LIMITS.pictures) unseen.push({ problem: 'tooMany', name });
    else pictures.push({ url, name, size });
  }
  return unseen.length > 0 ? { ok: false, unseen } : { ok: true, pictures };
}

/** The media type that a file's first bytes say; undefined for everything that no model can look at. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const begins = (signature: readonly number[], at = 0) =>
    signature.every((byte, index) => bytes[at + index] === byte);
  if (begins([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (begins([0xff, 0xd8, 0xff])) return 'image/jpeg';
  const [RIFF, WEBP] = [
    [0x52, 0x49, 0x46, 0x46],
    [0x57, 0x45, 0x42, 0x50],
  ] as const;
  return begins(RIFF) && begins(WEBP, 8) ? 'image/webp' : undefined;
}
