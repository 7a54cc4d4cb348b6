import { hasEnded, isSilent } from '../asked.ts';
import type { SoakPerson } from '../person.ts';
import { read } from './reactions.ts';

export async function writeDirectly(person: SoakPerson): Promise<void> {
  await read(person, person.write(person.dm));
}

/** Writes on while the answer is being written: that is one question more, in however many messages. */
export async function writeInARow(person: SoakPerson): Promise<void> {
  const first = person.write(person.dm);
  await person.until(() => !isSilent(first));
  let last = person.write(person.dm);
  if (person.random.chance(0.5)) last = person.write(person.dm);
  await person.until(() => hasEnded(first));
  await read(person, last);
}

/** Asks in front of everybody. */
export async function mention(person: SoakPerson): Promise<void> {
  const asked = person.write(person.channel);
  await read(person, asked);
  person.lastThere = asked.shown().at(-1);
}

/** Asks on there, by a reply to what the bot wrote. */
export async function replyThere(person: SoakPerson): Promise<void> {
  const { channel, lastThere: replyTo } = person;
  if (!replyTo) return mention(person);
  const asked = person.write(channel, { replyTo });
  await read(person, asked);
  person.lastThere = asked.shown().at(-1);
}
