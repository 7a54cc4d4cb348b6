import { en } from '../../../src/locales/en.ts';
import { hasButton } from '../asked.ts';
import type { SoakPerson } from '../person.ts';

export async function history(person: SoakPerson): Promise<void> {
  const interaction = await person.person.runCommand('history', {}, person.channel);
  const message = await interaction.reply();
  await person.until(() => !message.thinking);
  if (hasButton(message, en.history.older)) await person.person.click(message, en.history.older);
}
