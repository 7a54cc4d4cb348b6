import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel, Interaction, Message, Person } from '../../playground/discord/index.ts';
import { House, type HouseOptions } from '../../playground/house.ts';

const folders: string[] = [];
const open = new Set<House>();

/** An empty folder that `leave` removes. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'confidant-playground-'));
  folders.push(folder);
  return folder;
}

/** A playground with the offline coach, which writes fast. */
export async function openHouse(options: Partial<HouseOptions> = {}): Promise<House> {
  const house = await House.open({ folder: await newFolder(), env: {}, ...options });
  open.add(house);
  if (house.model.isSample) house.model.speed = { firstWordsMs: 20, tokensPerSecond: 1000 };
  return house;
}

export async function closeHouse(house: House): Promise<number | null> {
  open.delete(house);
  return house.close();
}

/** Closes what is open and removes what was made. */
export async function leave(): Promise<void> {
  await Promise.all([...open].map(closeHouse));
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
}

/** The channel #general and the two people. */
export function scene({ cast }: House): { channel: Channel; ada: Person; ben: Person } {
  const [channel] = cast.channels;
  const [ada, ben] = cast.people;
  if (!channel || !ada || !ben) throw new Error('The cast is not there');
  return { channel, ada, ben };
}

export async function setUp(house: House): Promise<Message> {
  const { ada, channel } = scene(house);
  const modal = await (await ada.runCommand('profile setup', {}, channel)).modal();
  const submitted = await modal.submit({
    name: 'Ada Lovelace',
    age: '29',
    gender: 'woman',
    interests: 'chess',
  });
  return answered(house, submitted);
}

export async function ask(house: House, question: string): Promise<Interaction> {
  const { ada, channel } = scene(house);
  const interaction = await ada.runCommand('advice', { question }, channel);
  await interaction.response();
  return interaction;
}

/** The reply once it shows something that is not going to change. */
export async function answered(
  house: House,
  interaction: Interaction,
  ending = /./,
): Promise<Message> {
  return house.discord.until(
    () => interaction.messages().find(({ thinking, content }) => !thinking && ending.test(content)),
    { what: `an answer with ${ending}` },
  );
}

export const SAMPLE_NOTE = /no model is connected/;
