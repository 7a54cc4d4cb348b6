import type { Channel, Interaction, Person } from '../discord/index.ts';
import type { House } from '../house.ts';
import { chatPicture } from './chatPicture.ts';
import type { Studio } from './studio.ts';
import { Visit } from './visit.ts';

/** What happens before the camera. It finds an empty playground. */
export type Scene = (studio: Studio) => Promise<void>;

interface Stage {
  ada: Person;
  ben: Person;
  general: Channel;
  /** Where things are done that are in no picture. */
  aside: Channel;
}

const PROFILE = { name: 'Ada', age: '29', gender: 'woman', interests: 'climbing, chess, bad puns' };

/** Questions of some evenings, more than the model is shown at once. */
const TALK = [
  'I met Sam at the climbing gym. How do I find out if they are single?',
  'Sam said yes to coffee on Saturday! What do I talk about?',
  'Coffee was lovely, we stayed for three hours. When do I write?',
  'Sam has not answered since yesterday. Did I say too much?',
  'They wrote: busy week, shall we climb on Tuesday? What do I answer?',
];

/** A message that is a question, what stands under its answer, and the form for the next question. */
async function directMessage(studio: Studio): Promise<void> {
  await prepared(studio);
  const ada = await Visit.open('ada/@confidant', studio);
  await ada.say('My first date with Sam is on Saturday and I am nervous. What helps?');
  await ada.answered();
  await ada.take('direct-message');
  await ada.button('Follow up').click();
  await ada.fillIn({ 'What else is on your mind?': 'The silence. What if it gets quiet?' });
  await ada.take('follow-up');
}

/** A question of somebody whom the bot does not know yet: it waits for their profile. */
async function firstQuestion(studio: Studio): Promise<void> {
  await prepared(studio);
  const ben = await Visit.open('ben/@confidant', studio);
  await ben.say('How do I ask somebody out whom I see at the gym every week?');
  await ben.answered('Set up my profile');
  await ben.take('first-question');
}

/** Messages that are written while an answer is: one question, and one answer to it. */
async function inARow(studio: Studio): Promise<void> {
  await prepared(studio);
  const { speed } = studio.house.model;
  studio.house.model.speed = { firstWordsMs: 1_000, tokensPerSecond: 150 };
  const ada = await Visit.open('ada/@confidant', studio);
  await ada.say('Sam wrote “sorry, busy week”.');
  await ada.button('Stop').waitFor();
  await ada.say('Or is that a polite no?');
  await ada.say('We did have fun, I think.');
  await ada.answered();
  studio.house.model.speed = speed;
  await ada.button('👍').click();
  await ada.makeRoom();
  await ada.take('in-a-row');
}

/** Words that sound as if somebody were in danger: help lines come first. */
async function serious(studio: Studio): Promise<void> {
  await prepared(studio);
  const ada = await Visit.open('ada/@confidant', studio);
  await ada.say('Since the breakup I sometimes want to die.');
  await ada.answered();
  await ada.take('help-lines');
}

/** A question in a server, before everybody. */
async function mention(studio: Studio): Promise<void> {
  const { ben, general } = await prepared(studio);
  ben.send(general, { content: 'Ask the coach, it is good at first messages.' });
  const ada = await Visit.open('ada/general', studio);
  await ada.mention('Confidant');
  await ada.page.keyboard.type(
    'I matched with someone who plays the cello. What do I write first?',
  );
  await ada.page.keyboard.press('Enter');
  await ada.answered();
  await ada.take('mention');
}

/** What a message's menu offers, and what comes of it. */
async function getAdvice(studio: Studio): Promise<void> {
  const { ben, general } = await prepared(studio);
  ben.send(general, { content: 'That was lovely. Shall we do it again?' });
  const ada = await Visit.open('ada/general', studio);
  await ada.makeRoom();
  await ada.last.click({ button: 'right', position: { x: 380, y: 70 } });
  const item = ada.page.getByRole('menuitem', { name: 'Get advice' });
  await ada.take('get-advice-menu', { pointingAt: item });
  await item.click();
  await ada.answered();
  await ada.take('get-advice');
}

/** A picture of a chat, and a question about it. */
async function screenshot(studio: Studio): Promise<void> {
  await prepared(studio);
  const ada = await Visit.open('ada/@confidant', studio);
  await ada.attach('chat.png', await chatPicture(studio.browser));
  await ada.say('Is that a no?');
  await ada.answered();
  await ada.take('screenshot');
}

/** A rehearsal: its form, its thread, its review. */
async function practice(studio: Studio): Promise<void> {
  await prepared(studio);
  const ada = await Visit.open('ada/general', studio);
  await ada.runCommand('practice', { kind: 'Asking someone out' });
  await ada.fillIn({
    'Who is the other person?': 'Sam, 31, from my climbing group. Funny, a bit shy.',
    'What is the moment?': 'After training. I have two tickets for Friday’s concert.',
  });
  await ada.take('practice-form');
  await ada.submit();
  const threads = ada.page.getByRole('group', { name: 'Threads in general' });
  await threads.getByRole('button').click();
  await say(ada, 'Hey Sam! That last route looked easy when you did it.');
  await ada.take('practice');
  await say(ada, 'I have two tickets for the concert on Friday. Would you like to come?');
  await ada.button('End and review').click();
  await ada.last.getByText('What to try next').waitFor();
  await ada.take('practice-review');
}

/** Says a line in a rehearsal, and waits for the other's. */
async function say(person: Visit, line: string): Promise<void> {
  await person.button('Say something').click();
  await person.fillIn({ 'What do you say?': line });
  await person.submit();
  await person.page.getByRole('article').filter({ hasText: line }).first().waitFor();
  await person.answered('Say something');
}

/** A check-in: added, in the list, and arriving. */
async function checkIn(studio: Studio): Promise<void> {
  const { ada: adaHerself, aside } = await prepared(studio);
  await adaHerself.runCommand(
    'checkin add',
    { plan: 'telling Mum about Sam', when: 'in 3 weeks' },
    aside,
  );
  const ada = await Visit.open('ada/general', studio);
  await ada.runCommand('checkin add', { plan: 'my date with Sam', when: 'Sunday 11am' });
  await ada.answered('Cancel');
  await ada.take('checkin');
  await ada.page.getByText('Dismiss message').click();
  await ada.runCommand('checkin list');
  await ada.answered('Cancel 2');
  await ada.take('checkin-list');

  await adaHerself.runCommand(
    'checkin add',
    { plan: 'my date with Sam', when: 'in 2 seconds' },
    aside,
  );
  const inDirect = await Visit.open('ada/@confidant', studio);
  await inDirect.last.getByText('How did it go?').waitFor();
  await inDirect.say('It was lovely! It only got quiet once, and I talked about the weather.');
  await inDirect.answered();
  await inDirect.take('checkin-asks');
}

/** The profile, and what the coach keeps in mind of questions that are older than the model is shown. */
async function memory(studio: Studio): Promise<void> {
  const { house } = studio;
  const { ada: adaHerself, aside } = await prepared(studio);
  for (const question of TALK) {
    await shows(house, await adaHerself.runCommand('advice', { question }, aside), 'Follow up');
  }
  const ada = await Visit.open('ada/@confidant', studio);
  // It is written in the background.
  for (let isThere = false; !isThere;) {
    const viewed = await adaHerself.runCommand('profile view', {}, aside);
    await shows(house, viewed, 'Change my profile');
    isThere = has(viewed, 'Clear memory');
  }
  await ada.runCommand('profile view');
  await ada.answered('Clear memory');
  await ada.take('memory');
}

/** Resolves when this button is under a reply. */
const shows = ({ discord }: House, asked: Interaction, button: string): Promise<unknown> =>
  discord.until(() => has(asked, button), { what: button });

const has = ({ original }: Interaction, button: string): boolean =>
  JSON.stringify(original?.components ?? []).includes(button);

/** Everything that is stored as a file, and the question before it is deleted. */
async function privacy(studio: Studio): Promise<void> {
  await prepared(studio);
  const ada = await Visit.open('ada/@confidant', studio);
  await ada.runCommand('privacy export');
  await ada.last.getByRole('link').waitFor();
  await ada.runCommand('privacy delete');
  await ada.answered('Delete everything');
  await ada.take('privacy');
}

/** The bot on a Discord that is set to French. */
async function languages(studio: Studio): Promise<void> {
  await prepared(studio, 'fr');
  const ada = await Visit.open('ada/@confidant', studio);
  await ada.page.locator('#composer-text').fill('/co');
  await ada.page.getByRole('option').first().waitFor();
  await ada.take('french-commands');
  await ada.say('J’ai rendez-vous samedi et je suis nerveuse. Qu’est-ce que je dois lui dire ?');
  await ada.answered('Poursuivre');
  await ada.take('french-answer');
}

/** A scene for each feature. */
export const features: Record<string, Scene> = {
  'direct-message': directMessage,
  'first-question': firstQuestion,
  'in-a-row': inARow,
  mention,
  'get-advice': getAdvice,
  screenshot,
  practice,
  checkin: checkIn,
  memory,
  serious,
  privacy,
  languages,
};

/** The people and places of a scene. Ada has a profile, and the coach writes without pauses. */
async function prepared({ house }: Studio, locale = 'en-US'): Promise<Stage> {
  const [ada, ben] = house.cast.people;
  const [general, aside] = house.cast.channels;
  if (!ada || !ben || !general || !aside) throw new Error('Nobody is there for the pictures');
  ada.locale = locale;
  house.model.speed = { firstWordsMs: 0, tokensPerSecond: 2_000 };
  const modal = await (await ada.runCommand('profile setup', {}, aside)).modal();
  const submitted = await modal.submit(PROFILE);
  await house.discord.until(() => submitted.original?.thinking === false, {
    what: 'the greeting',
  });
  return { ada, ben, general, aside };
}
