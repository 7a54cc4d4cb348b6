import type { Scene, ShownChannel } from '../server/protocol.ts';

/** How the channel with the bot stands in the address. */
const DIRECT = '@confidant';

/** How a channel stands in the address: threads by their ids, as their names are not their own. */
export function placeOf({ id, name, isDirect, thread }: ShownChannel): string {
  if (isDirect) return DIRECT;
  return thread ? id : name;
}

/** The address's fragment names who looks at what, so that a reload comes back to it. */
export function placeInAddress(): { person: string; channel: string } {
  const [person = '', channel = ''] = decodeURIComponent(location.hash.slice(1)).split('/');
  return { person, channel };
}

export function setAddress(person: string, channel: ShownChannel | undefined): void {
  history.replaceState(null, '', `#${person}/${channel ? placeOf(channel) : ''}`);
}

/** The channel that the address names, else the first one. */
export function channelInAddress({ channels }: Scene): ShownChannel | undefined {
  const wanted = placeInAddress().channel;
  return channels.find((channel) => placeOf(channel) === wanted) ?? channels[0];
}
