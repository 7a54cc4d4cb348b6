import { ApplicationCommandType } from 'discord.js';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { en } from '../../src/locales/en.ts';
import { languages, say } from '../locales/texts.ts';
import { Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';

/** How a text names a command: as it is typed, or as it stands in a message's menu. */
const written = ({ type, name }: { type?: number | undefined; name: string }): RegExp =>
  type === ApplicationCommandType.Message
    ? new RegExp(`\\*\\*${RegExp.escape(name)}\\*\\*`)
    : new RegExp(`\`/${RegExp.escape(name)}[ \`]`);

test('/help says privately how to begin', async () => {
  const bot = await Confidant.start(sqlite);
  const reply = await bot.shown(await bot.ada.runCommand('help', {}, bot.channel));
  expect(reply.ephemeral).toBe(true);
  expect(reply.embeds[0]).toMatchObject({ title: en.help.title, description: en.help.body });
  for (const command of ['/profile setup', '/profile view'])
    expect(en.help.body).toContain(`\`${command}\``);
  await bot.stop();
});

test.each(languages)('/help in $code names every command that there is but itself', ({ words }) => {
  const { help: _, ...others } = commands;
  const body = say(words, 'help.body');
  const unnamed = Object.values(others)
    .map(({ data }) => data(words).toJSON())
    .filter((command) => !written(command).test(body));
  expect(unnamed.map(({ name }) => name)).toEqual([]);
});
