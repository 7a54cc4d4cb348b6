import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { Channel, Interaction, Message, Person } from './discord/index.ts';
import { House } from './house.ts';
import type { ModelChoice } from './model/index.ts';

const PROFILE = {
  name: 'Ada',
  age: '29',
  gender: 'woman',
  interests: 'chess, long walks, bad puns',
};
const QUESTION = 'I matched with someone who plays the cello. What do I write first?';
const FOLLOW_UP = 'And if the answer is only one word?';

/** Plays a short conversation with the real bot in the terminal. Resolves with the exit code. */
export async function playDemo({ env, modelUrl }: ModelChoice): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'confidant-demo-'));
  try {
    const house = await House.open({ folder, env, modelUrl });
    narrate('The real bot is connected to a Discord on loopback. No token, no key, no network.');
    if (house.model.isSample)
      narrate('No model is configured: an offline coach answers with samples.');
    await converse(house);
    const code = await house.close();
    narrate('The bot was asked to stop, finished its work and closed its database.');
    return code ?? 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function converse({ discord, bot, cast }: House): Promise<void> {
  const [channel] = cast.channels;
  const [ada] = cast.people;
  if (!channel || !ada) throw new Error('Nobody is there to play the demo');

  await setUp(ada, channel);
  await ask(ada, QUESTION, channel);
  await ask(ada, FOLLOW_UP, channel);

  says(ada, '/history');
  const history = await ada.runCommand('history', {}, channel);
  await discord.until(() => history.original?.thinking === false, { what: 'the history' });
  for (const embed of (await history.reply()).embeds) {
    print(`${styleText('bold', embed.title ?? '')}\n${embed.description ?? ''}`);
  }

  async function setUp(person: Person, where: Channel): Promise<void> {
    says(person, '/profile setup');
    const modal = await (await person.runCommand('profile setup', {}, where)).modal();
    narrate(`A form opens: ${modal.title}`);
    for (const { customId, label } of modal.fields) {
      print(`${label.padEnd(10)} ${PROFILE[customId as keyof typeof PROFILE]}`);
    }
    const submitted = await modal.submit(PROFILE);
    await discord.until(() => submitted.original?.thinking === false, { what: 'the greeting' });
    print((await submitted.reply()).content);
  }

  async function ask(person: Person, question: string, where: Channel): Promise<void> {
    says(person, `/advice question: ${question}`);
    const shown = bot.logged(({ msg }) => msg === 'reply shown');
    const asked = await person.runCommand('advice', { question }, where);
    await watch(asked, shown);
  }

  /** Prints the lines of a reply as they are completed by its edits. */
  async function watch(asked: Interaction, shown: Promise<unknown>): Promise<void> {
    const reply = await asked.reply();
    if (reply.thinking) narrate('Confidant is thinking…');
    const startedAt = performance.now();
    let printed = 0;
    let edits = 0;
    const showLines = (complete: boolean): void => {
      const text = wholeText(asked);
      const end = complete ? text.length : text.lastIndexOf('\n') + 1;
      if (end > printed) print(text.slice(printed, end).replace(/\n$/, ''));
      printed = Math.max(printed, end);
    };
    const onChange = (): void => {
      edits = reply.history.length;
      showLines(false);
    };
    discord.on('change', onChange);
    await shown;
    discord.off('change', onChange);
    showLines(true);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    narrate(
      `Written before your eyes in ${edits} edits, ${seconds} s. Only ${asked.person.displayName} can see it.`,
    );
  }
}

function wholeText(interaction: Interaction): string {
  return interaction
    .messages()
    .map((message: Message) => (message.thinking ? '' : message.content))
    .join('\n');
}

function says(person: Person, command: string): void {
  process.stdout.write(`\n${styleText(['bold', 'cyan'], person.displayName)}  ${command}\n`);
}

function narrate(text: string): void {
  process.stdout.write(`${styleText('dim', `· ${text}`)}\n`);
}

function print(text: string): void {
  process.stdout.write(`${text.replaceAll(/^/gm, '  ')}\n`);
}
