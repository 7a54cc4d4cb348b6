import type { Message } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import { buttonsOf, hasButton } from '../asked.ts';
import type { SoakPerson } from '../person.ts';
import type { WantedCheckIn } from '../surroundings.ts';

/** Wants to be asked about something, mostly soon, and now and then not after all. */
export async function addCheckIn(person: SoakPerson): Promise<void> {
  const { random, channel, dm, all } = person;
  const { checkIns } = all.records;
  const plan = `the talk with ${person.person.username} number ${checkIns.length}`;
  const when = random.pick([
    [4, 'in 1 minute'],
    [2, 'in 2 minutes'],
    [1, 'in 3 days'],
  ]);
  const where = random.chance(0.3) ? dm : channel;
  const interaction = await person.person.runCommand('checkin add', { plan, when }, where);
  const wanted: WantedCheckIn = { interaction, plan };
  checkIns.push(wanted);
  const message = await interaction.reply();
  await person.until(() => !message.thinking);
  if (!hasButton(message, en.checkin.cancel) || !random.chance(0.15)) return;
  if (await person.pause()) await cancel(person, wanted, message, en.checkin.cancel);
}

/** Looks at what is to come, and sometimes cancels the first of it. */
export async function listCheckIns(person: SoakPerson): Promise<void> {
  const { random, channel, all } = person;
  const interaction = await person.person.runCommand('checkin list', {}, channel);
  const message = await interaction.reply();
  await person.until(() => !message.thinking);
  const first = buttonsOf(message)[0]?.custom_id;
  const id = first?.split(':').at(-1);
  const wanted = all.records.checkIns.find((checkIn) => checkIn.interaction.id === id);
  if (first !== undefined && wanted && random.chance(0.3)) {
    await cancel(person, wanted, message, first);
  }
}

/** Clicks a button until it has gone: then the check-in is cancelled, or was asked already. */
async function cancel(
  person: SoakPerson,
  wanted: WantedCheckIn,
  message: Message,
  button: string,
): Promise<void> {
  person.count('check-in cancelled');
  wanted.mayBeGone = true;
  await person.person.click(message, button);
  const isThere = () => buttonsOf(message).some((it) => [it.label, it.custom_id].includes(button));
  await person.until(() => !isThere(), 15_000);
  if (message.content !== en.checkin.gone) wanted.cancelledAt = performance.now();
}
