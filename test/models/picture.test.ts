import { describe, expect, test } from 'vitest';
import { parsePictures, PICTURE_LIMITS, pictureTypeOf } from '../../src/models/picture.ts';
import { PICTURES, type PictureType } from '../support/pictures.ts';

const file = (over: { name?: string; size?: number; contentType?: string | null } = {}) => ({
  url: 'https://cdn.discordapp.com/attachments/1/2/chat.png',
  name: 'chat.png',
  size: 1_000,
  contentType: 'image/png',
  ...over,
});

describe('files as pictures', () => {
  test.each(['image/png', 'image/jpeg', 'image/webp', 'IMAGE/PNG', 'image/png; charset=utf-8'])(
    'are taken as %s',
    (contentType) => {
      const { url, name, size } = file();
      const pictures = [{ url, name, size }];
      expect(parsePictures([file({ contentType })])).toEqual({ ok: true, pictures });
    },
  );

  test.each(['image/gif', 'image/svg+xml', 'text/plain', 'image/png+xml', 'image', '', null])(
    'are refused as %s',
    (contentType) => {
      const parsed = parsePictures([file(), file({ contentType, name: 'other' })]);
      expect(parsed).toEqual({ ok: false, unseen: [{ problem: 'notAPicture', name: 'other' }] });
    },
  );

  test('may have 10 MB each, and not a byte more', () => {
    const size = 10 * 1024 * 1024;
    expect(parsePictures([file({ size }), file({ size })]).ok).toBe(true);
    const parsed = parsePictures([file({ size: size + 1 })]);
    expect(parsed).toEqual({ ok: false, unseen: [{ problem: 'tooLarge', name: 'chat.png' }] });
  });

  test('may be so many, and not one more', () => {
    const files = Array.from({ length: PICTURE_LIMITS.pictures }, () => file());
    expect(parsePictures(files)).toMatchObject({ ok: true, pictures: { length: files.length } });
    const parsed = parsePictures([...files, file({ name: 'last.png' })]);
    expect(parsed).toEqual({ ok: false, unseen: [{ problem: 'tooMany', name: 'last.png' }] });
  });

  test('may be none', () => {
    expect(parsePictures([])).toEqual({ ok: true, pictures: [] });
  });
});

describe('the type of a picture', () => {
  test.each(Object.keys(PICTURES) as PictureType[])('is what its first bytes say: %s', (type) => {
    expect(pictureTypeOf(PICTURES[type])).toBe(type);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a GIF', Buffer.from('GIF89a')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a sound', Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ')],
    ['the beginning of a PNG', PICTURES['image/png'].subarray(0, 7)],
    ['a PNG further inside', Buffer.concat([Buffer.from(' '), PICTURES['image/png']])],
  ])('is none for %s', (_, bytes) => {
    expect(pictureTypeOf(bytes)).toBeUndefined();
  });
});
