import { setUp } from './deeds/profile.ts';
import { SoakPerson } from './person.ts';
import type { Random } from './random.ts';
import type { Surroundings } from './surroundings.ts';

/** How many people there are in a channel: what is written there shares Discord's limits. */
const PEOPLE_IN_A_CHANNEL = 10;
/** So many people, of ten, have a profile when it begins. */
const KNOWN_OF_TEN = 9;

/** People in channels of their own, a few in each. The bot knows most of them already. */
export async function createPeople(
  count: number,
  random: Random,
  all: Surroundings,
): Promise<SoakPerson[]> {
  const { discord } = all;
  const guild = discord.createGuild({ name: 'Soak' });
  const channels = Array.from({ length: Math.ceil(count / PEOPLE_IN_A_CHANNEL) }, (_, index) =>
    guild.createTextChannel({ name: `general-${index}` }),
  );
  const people = channels.flatMap((channel, group) =>
    Array.from(
      { length: Math.min(PEOPLE_IN_A_CHANNEL, count - group * PEOPLE_IN_A_CHANNEL) },
      (_, own) => {
        const index = group * PEOPLE_IN_A_CHANNEL + own;
        const person = discord.createPerson({ username: `p${index}` });
        return new SoakPerson(person, channel, random.fork(index + 2), all);
      },
    ),
  );
  for (const [index, person] of people.entries()) {
    if (index % 10 < KNOWN_OF_TEN) await setUp(person);
  }
  return people;
}
