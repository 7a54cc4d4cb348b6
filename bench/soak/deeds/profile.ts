import type { Interaction, Modal } from '../../../playground/discord/index.ts';
import { en } from '../../../src/locales/en.ts';
import { hasEnded, withButton } from '../asked.ts';
import type { SoakPerson } from '../person.ts';
import { begin } from './advice.ts';
import { read } from './reactions.ts';
import { NAME } from '../words.ts';

export async function setUp(person: SoakPerson): Promise<void> {
  const opened = await person.person.runCommand('profile setup', {}, person.channel);
  const typed = await submit(person, await opened.modal());
  answersWaiting(person, typed);
  const said = await typed.reply();
  await person.until(() => !said.thinking);
  person.hasProfile = true;
}

/** A set-up is followed by the answer to what waited for it, whichever set-up it is. */
function answersWaiting({ waiting }: SoakPerson, typed: Interaction): void {
  if (!waiting) return;
  const before = waiting.shown;
  const answer = () => typed.followUps.filter(({ deleted }) => !deleted);
  waiting.shown = () => (answer().length > 0 ? answer() : before());
}

export async function viewProfile({ person, channel }: SoakPerson): Promise<void> {
  await (await person.runCommand('profile view', {}, channel)).reply();
}

/** Asks before the bot knows who they are, tells it, and reads the answer that waited for that. */
export async function introduce(person: SoakPerson): Promise<void> {
  const asked = person.random.chance(0.5) ? await begin(person) : person.write(person.dm);
  await person.until(() => hasEnded(asked));
  const note = withButton(asked, en.advice.setUp);
  // Without it they are known after all: only the bot's word of that was lost.
  person.hasProfile = !note && withButton(asked, en.advice.tryAgain) !== undefined;
  if (!note) return;
  person.waiting = asked;
  const opened = await person.person.click(note, en.advice.setUp);
  const typed = await submit(person, await opened.modal());
  const answer = () => typed.followUps.filter(({ deleted }) => !deleted);
  // The greeting may get lost, and the answer come all the same.
  answersWaiting(person, typed);
  const isGreeted = () => [note, ...typed.messages()].some(isGreeting);
  await person.until(() => isGreeted() || answer().length > 0);
  person.hasProfile = true;
  person.waiting = undefined;
  asked.isPromised = true;
  asked.at = typed.createdAt;
  asked.shown = answer;
  await read(person, asked);
}

function submit({ random }: SoakPerson, modal: Modal): Promise<Interaction> {
  const interests = random.pick([
    [1, 'chess'],
    [1, 'music, walks'],
    [1, 'cooking, books, the sea'],
  ]);
  return modal.submit({ name: NAME, age: '30', gender: 'person', interests });
}

const GREETING = en.profile.savedAndAnswering.split('{{name}}').at(-1) ?? '';

const isGreeting = ({ content }: { content: string }): boolean => content.endsWith(GREETING);
