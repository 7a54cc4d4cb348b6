import { en } from '../../../src/locales/en.ts';
import type { Message } from '../../../playground/discord/index.ts';
import type { Feedback } from '../../../src/models/turn.ts';
import { type Asked, buttonsOf, hasEnded, withButton } from '../asked.ts';
import type { SoakPerson } from '../person.ts';

const THUMBS = { up: '👍', down: '👎' } as const;
/** What Discord calls the style of a button that is chosen. */
const CHOSEN = 3;

/** Reads a reply to its end, and mostly goes on where it broke off, sometimes also where it did not. */
export async function read(person: SoakPerson, asked: Asked): Promise<void> {
  await person.until(() => hasEnded(asked));
  const { random } = person;
  if (withButton(asked, en.advice.followUp)) {
    await random.pick<() => Promise<void>>([
      [9, () => tryAgain(person, asked)],
      [9, () => followUp(person, asked)],
      [14, () => rate(person, asked)],
      [68, () => Promise.resolve()],
    ])();
  } else if (withButton(asked, en.advice.goOn) && random.chance(0.4)) {
    await goOn(person, asked);
  } else if (random.chance(0.7)) {
    await tryAgain(person, asked);
  }
}

async function tryAgain(person: SoakPerson, asked: Asked): Promise<void> {
  await clickToAsk(person, asked, en.advice.tryAgain, 'try again');
}

async function goOn(person: SoakPerson, asked: Asked): Promise<void> {
  await clickToAsk(person, asked, en.advice.goOn, 'continue');
}

/** Clicks what makes a question, and reads the reply to that. */
async function clickToAsk(
  person: SoakPerson,
  asked: Asked,
  label: string,
  name: string,
): Promise<void> {
  const message = withButton(asked, label);
  if (!message || !(await person.pause())) return;
  person.count(name);
  const interaction = await person.person.click(message, label);
  const again = person.asksBy(interaction);
  await interaction.response();
  await read(person, again);
}

async function followUp(person: SoakPerson, asked: Asked): Promise<void> {
  const message = withButton(asked, en.advice.followUp);
  if (!message || !(await person.pause())) return;
  person.count('follow up');
  const opened = await person.person.click(message, en.advice.followUp);
  const typed = await (await opened.modal()).submit({ question: person.words() });
  const next = person.asksBy(typed);
  await typed.response();
  await read(person, next);
}

/** Gives a thumb, and sometimes takes it back. */
async function rate(person: SoakPerson, { id, shown }: Asked): Promise<void> {
  const { random, all } = person;
  const feedback = random.chance(0.7) ? 'up' : 'down';
  for (const times = random.chance(0.3) ? [1, 2] : [1]; times.length > 0; times.pop()) {
    const message = shown().at(-1);
    if (!message) return;
    person.count('thumb');
    const before = thumbUnder(message);
    // What is not seen to have arrived may have, or not.
    all.records.thumbs.delete(id);
    await person.person.click(message, THUMBS[feedback]);
    await person.until(() => thumbUnder(message) !== before, 10_000);
    all.records.thumbs.set(id, thumbUnder(message));
  }
}

function thumbUnder(message: Message): Feedback | null {
  const chosen = buttonsOf(message).find(({ style }) => style === CHOSEN)?.emoji?.name;
  if (chosen === undefined) return null;
  return chosen === THUMBS.up ? 'up' : 'down';
}
