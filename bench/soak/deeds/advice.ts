import { en } from '../../../src/locales/en.ts';
import { type Asked, hasEnded, withButton } from '../asked.ts';
import type { SoakPerson } from '../person.ts';
import { read } from './reactions.ts';

/** Runs `/advice`, here or there, for themselves or for everybody. */
export async function begin(person: SoakPerson, options = {}): Promise<Asked> {
  const { random, dm, channel } = person;
  const interaction = await person.person.runCommand(
    'advice',
    {
      question: person.words(),
      ...(random.chance(0.3) && { private: false }),
      ...options,
    },
    random.chance(0.4) ? dm : channel,
  );
  const asked = person.asksBy(interaction);
  await interaction.response();
  return asked;
}

export async function ask(person: SoakPerson): Promise<void> {
  await read(person, await begin(person));
}

export async function askAndStop(person: SoakPerson): Promise<void> {
  const asked = await begin(person);
  await person.until(() => withButton(asked, en.advice.stop) ?? hasEnded(asked));
  const message = withButton(asked, en.advice.stop);
  if (message) await person.person.click(message, en.advice.stop);
  await read(person, asked);
}

export async function askTwice(person: SoakPerson): Promise<void> {
  await Promise.all([ask(person), ask(person)]);
}
