import { en } from '../../../src/locales/en.ts';
import type { SoakPerson } from '../person.ts';
import { read } from './reactions.ts';

/** Says something to the others, and asks in its menu how it reads. */
export async function getAdvice(person: SoakPerson): Promise<void> {
  const said = person.person.send(person.channel, { content: 'Are we still on for tonight?' });
  const { name } = en.commands.getAdvice;
  const interaction = await person.person.runMessageCommand(name, said);
  const asked = person.asksBy(interaction);
  await interaction.response();
  await read(person, asked);
}
