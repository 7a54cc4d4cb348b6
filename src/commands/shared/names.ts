import type { Message } from 'discord.js';
import type { Words } from '../../locales/index.ts';

/** Where a text was written: a message, or the interaction that it came with. */
export type Surroundings = Pick<Message, 'client' | 'guild'> & Partial<Pick<Message, 'mentions'>>;

/** As far as Discord takes a number for a time, in seconds from 1970. */
const FURTHEST_SECONDS = 8_640_000_000_000;
/** An address of Discord's, such as a message's or a picture's. */
const DISCORD_ADDRESS = /https?:\/\/[\w.-]*discord(?:app)?\.(?:com|net|gg)\/[^\s<>]*/gi;

/**
 * A text as people read it on Discord: with names where it has the ids of people, roles, channels, commands and emoji,
 * and with dates where it has timestamps. Of whom nothing is known here is somebody; no id is left.
 */
export function withNames(text: string, where: Surroundings, words: Words): string {
  return (
    text
      .replaceAll(/<@!?(\d+)>/g, (_, id: string) =>
        named('@', personName(id, where), words('names.somebody')),
      )
      .replaceAll(/<@&(\d+)>/g, (_, id: string) =>
        named('@', where.guild?.roles.cache.get(id)?.name, words('names.role')),
      )
      .replaceAll(/<#(\d+)>/g, (_, id: string) =>
        // Of channels elsewhere, people here need not even know that there are any.
        named('#', where.guild?.channels.cache.get(id)?.name, words('names.channel')),
      )
      .replaceAll(/<\/([^<>:]+):\d+>/g, '/$1')
      .replaceAll(/<t:(-?\d{1,13})(?::[tdfrs])?>/gi, (mark, seconds: string) =>
        timeOf(mark, seconds),
      )
      // Custom emoji, and whatever else ends in an id.
      .replaceAll(/<(?:\w*:)*?(\w[\w-]*):\d{17,}>/g, ':$1:')
      .replaceAll(DISCORD_ADDRESS, (address) => address.replaceAll(/\d{17,}/g, '…'))
  );
}

/** @param name undefined if it is not known */
const named = (mark: string, name: string | undefined, unknown: string): string =>
  // A name may itself look like a mention, and may be one's id.
  `${mark}${name?.replaceAll(/[<>]|\d{17,}/g, '') || unknown}`;

/** What somebody is called here. */
function personName(id: string, { client, guild, mentions }: Surroundings): string | undefined {
  const member = guild?.members.cache.get(id);
  const user = mentions?.users.get(id) ?? client.users.cache.get(id);
  return (member ?? user)?.displayName;
}

function timeOf(mark: string, seconds: string): string {
  if (Math.abs(Number(seconds)) > FURTHEST_SECONDS) return mark;
  const time = new Date(Number(seconds) * 1_000).toISOString();
  return `${time.slice(0, -':00.000Z'.length).replace('T', ' ')} UTC`;
}
