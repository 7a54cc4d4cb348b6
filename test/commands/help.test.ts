import { expect, test } from 'vitest';
import { en } from '../../src/locales/en.ts';
import { Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';

test('/help says privately how to begin, and names every command', async () => {
  const bot = await Confidant.start(sqlite);
  const reply = await bot.shown(await bot.ada.runCommand('help', {}, bot.channel));
  expect(reply.ephemeral).toBe(true);
  expect(reply.embeds[0]).toMatchObject({ title: en.help.title, description: en.help.body });
  for (const command of ['/advice', '/profile setup', '/profile view', '/privacy', '/history'])
    expect(en.help.body).toContain(`\`${command}\``);
  await bot.stop();
});
