import type { Message } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import type { SoakPerson } from '../person.ts';
import type { Deletion } from '../surroundings.ts';

/** How long a deletion is waited for before it is asked for once more, in milliseconds. */
const DELETION_MS = 15_000;
const ATTEMPTS = 4;

/** Has everything handed out, and looks into the file. */
export async function exportEverything(person: SoakPerson): Promise<void> {
  const { all, channel } = person;
  const interaction = await person.person.runCommand('privacy export', {}, channel);
  const message = await interaction.reply();
  await person.until(() => !message.thinking);
  if (message.content === en.failure.internal) return;
  const { createdAt: at } = interaction;
  all.records.exports.push({ person: person.person, at, turnIds: turnIdsIn(person, message) });
}

/** The ids of the turns in the file, which is then put away: hundreds of them would fill the memory. */
function turnIdsIn({ all, person }: SoakPerson, message: Message): Set<unknown> | undefined {
  const { files } = all.discord;
  const [file, ...more] = message.attachments;
  const data = file && files.get(file.id)?.data;
  if (!data || more.length > 0) return undefined;
  files.delete(file.id);
  try {
    const { discordId, conversation } = JSON.parse(Buffer.from(data).toString()) as Exported;
    return discordId === person.id ? new Set(conversation.map(({ id }) => id)) : undefined;
  } catch {
    return undefined;
  }
}

interface Exported {
  discordId: unknown;
  conversation: { id: unknown }[];
}

/** Has everything deleted, for as long as it takes until that is done. */
export async function deleteEverything(person: SoakPerson): Promise<void> {
  const { all, channel, random } = person;
  const name = random.chance(0.5) ? 'privacy delete' : 'profile delete';
  const asked = await person.person.runCommand(name, {}, channel);
  const message = await asked.reply();
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { createdAt: at } = await person.person.click(message, en.privacy.deleteAll);
    const { spoken } = all.records;
    const deletion: Deletion = { person: person.person, at, spoken };
    all.records.deletions.push(deletion);
    person.hasProfile = false;
    const isAnswered = () => message.content !== en.privacy.confirmDelete;
    await person.until(isAnswered, DELETION_MS).catch(() => undefined);
    if (message.content.startsWith(DELETED)) {
      deletion.doneAt = performance.now();
      return;
    }
  }
}

/** How the note begins that everything is deleted. */
const DELETED = en.privacy.deleted.slice(0, 20);
