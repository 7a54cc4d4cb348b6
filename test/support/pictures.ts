/** The first bytes of a picture of each kind that the bot takes, and a few more. */
export const PICTURES = {
  'image/png': Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'),
  'image/jpeg': Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  'image/webp': Buffer.concat([
    Buffer.from('RIFF'),
    Buffer.from([26, 0, 0, 0]),
    Buffer.from('WEBPVP8L'),
    Buffer.alloc(18),
  ]),
} as const;

export type PictureType = keyof typeof PICTURES;

/** A picture as somebody attaches it. */
export const picture = (name = 'chat.png', type: PictureType = 'image/png') => ({
  name,
  data: PICTURES[type],
  contentType: type,
});

/** The picture as the model is sent it. */
export const dataUrl = (type: PictureType = 'image/png'): string =>
  `data:${type};base64,${PICTURES[type].toString('base64')}`;
