import { Buffer } from 'node:buffer';

/** What changed since the frame before: a picture of its own, and where it goes. */
export interface Frame {
  /** A WebP file. */
  picture: Uint8Array;
  /** Even numbers: the format counts in twos. */
  x: number;
  y: number;
  width: number;
  height: number;
  durationMs: number;
}

const ANIMATED = 0x02;
const WITHOUT_BLENDING = 0x02;
/** The chunks that hold the pixels of a picture. */
const PIXELS = new Set(['VP8 ', 'VP8L', 'ALPH']);

/** Puts pictures together to an animated WebP that plays again and again. */
export function animatedWebp(
  frames: readonly Frame[],
  { width, height }: { width: number; height: number },
): Buffer {
  const chunks = [
    chunk(
      'VP8X',
      Buffer.concat([number(ANIMATED, 4), number(width - 1, 3), number(height - 1, 3)]),
    ),
    // A background that is never seen, and an endless loop.
    chunk('ANIM', Buffer.alloc(6)),
    ...frames.map((frame) => chunk('ANMF', frameData(frame))),
  ];
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]));
}

function frameData({ picture, x, y, width, height, durationMs }: Frame): Buffer {
  return Buffer.concat([
    number(x / 2, 3),
    number(y / 2, 3),
    number(width - 1, 3),
    number(height - 1, 3),
    number(Math.round(durationMs), 3),
    number(WITHOUT_BLENDING, 1),
    ...pixelsOf(Buffer.from(picture)),
  ]);
}

function pixelsOf(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 12; at < file.length;) {
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (PIXELS.has(file.toString('latin1', at, at + 4))) found.push(file.subarray(at, end));
    at = end;
  }
  return found;
}

function chunk(name: string, data: Buffer): Buffer {
  const padding = Buffer.alloc(data.length % 2);
  return Buffer.concat([Buffer.from(name), number(data.length, 4), data, padding]);
}

function number(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
}
