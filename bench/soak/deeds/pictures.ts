import type { SoakPerson } from '../person.ts';
import { begin } from './advice.ts';
import { read } from './reactions.ts';

/** The beginning of a PNG of one pixel, which is all that the bot looks at. */
const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');

/** A picture as somebody attaches it. */
export const pictureOf = ({ person }: SoakPerson) => ({
  name: `${person.username}.png`,
  data: PNG,
  contentType: 'image/png',
});

export async function askWithPicture(person: SoakPerson): Promise<void> {
  await read(person, await begin(person, { screenshot: pictureOf(person) }));
}

export async function sendPicture(person: SoakPerson): Promise<void> {
  await read(person, person.write(person.dm, { hasPicture: true }));
}
