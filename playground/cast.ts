import type { Channel, Guild, LoopbackDiscord, Person } from './discord/index.ts';

/** A server with its channels, and the people who use it; each has a DM with the bot too. */
export interface Cast {
  guild: Guild;
  channels: Channel[];
  people: Person[];
}

const GUILD = 'The Lighthouse';
const CHANNELS = ['general', 'love-letters'];
const PEOPLE = ['Ada', 'Ben'];

/** Who and what the playground shows: found where they are already, made otherwise. */
export function gather(discord: LoopbackDiscord): Cast {
  const guilds = [...discord.guilds.values()];
  const guild = guilds.find(({ name }) => name === GUILD) ?? discord.createGuild({ name: GUILD });
  const known = [...discord.people.values()];
  const channels = CHANNELS.map(
    (name) =>
      guild.channels.find((channel) => channel.name === name) ?? guild.createTextChannel({ name }),
  );
  const people = PEOPLE.map((displayName) => {
    const username = displayName.toLowerCase();
    const person = known.find((candidate) => candidate.username === username);
    return person ?? discord.createPerson({ username, displayName, userInstalled: true });
  });
  for (const person of people) discord.dmWithBot(person);
  return { guild, channels, people };
}
