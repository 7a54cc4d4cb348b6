/** The size of a picture in pixels. */
export interface ImageSize {
  width: number;
  height: number;
}

/** Reads it from the first bytes of a PNG, GIF, JPEG or WebP; undefined for anything else. */
export const imageSize = (data: Uint8Array): ImageSize | undefined => {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return READERS.map((read) => read(bytes)).find((size) => size !== undefined);
};

const text = (bytes: Buffer, from: number, to: number): string =>
  bytes.toString('latin1', from, to);

const ofPng = (bytes: Buffer): ImageSize | undefined =>
  bytes.length >= 24 && text(bytes, 1, 4) === 'PNG' && text(bytes, 12, 16) === 'IHDR'
    ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    : undefined;

const ofGif = (bytes: Buffer): ImageSize | undefined =>
  bytes.length >= 10 && /^GIF8[79]a$/.test(text(bytes, 0, 6))
    ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
    : undefined;

/** A JPEG is a row of segments; one of the kinds "start of frame" has the size. */
const ofJpeg = (bytes: Buffer): ImageSize | undefined => {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const kind = bytes.readUInt8(at + 1);
    const isFrame = kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
};

/** A WebP is lossy, lossless or extended, and each kind writes its size in its own way. */
const ofWebp = (bytes: Buffer): ImageSize | undefined => {
  if (bytes.length < 30 || text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 12) !== 'WEBP') {
    return undefined;
  }
  switch (text(bytes, 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
};

const READERS = [ofPng, ofGif, ofJpeg, ofWebp];
