import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../../playground/discord/index.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';

const SCENE = { who: 'Sam, 31, shy', moment: 'after work' };

describe('a command that Discord is in trouble for', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
  });
  afterEach(() => bot.stop());

  const edits = { method: 'PATCH', route: /webhooks/ };

  /** All that people do and that is answered by changing "thinking…". */
  const useEverything = async (): Promise<[Interaction, RegExp][]> => {
    const { ada, ben, channel } = bot;
    const setUp = await (await ben.runCommand('profile setup', {}, channel)).modal();
    const scene = await (await ada.runCommand('practice', { kind: 'askingOut' }, channel)).modal();
    const plan = { plan: 'Call Sam', when: 'in 3 hours' };
    return [
      [await setUp.submit({ ...ADA, name: 'Ben' }), /Ben/],
      [await ada.runCommand('profile view', {}, channel), /Ada Lovelace/],
      [await ada.runCommand('checkin add', plan, channel), /Call Sam/],
      [await ada.runCommand('checkin list', {}, channel), /check-?in/],
      [await ada.runCommand('history', {}, channel), /./],
      [await ada.runCommand('privacy export', {}, channel), /./],
      [await scene.submit(SCENE), /<#\d+>/],
    ];
  };

  test.each([
    ['answers everything with 503', { status: 503 }],
    ['cuts every connection', { reset: true as const }],
  ])('is answered although it %s for a while', async (_, fault) => {
    bot.discord.faults.add({ ...edits, ...fault });
    const used = await useEverything();
    // Trouble lasts: what only tries again at once does not outlive it.
    await sleep(1_000);
    for (const [interaction] of used) expect(interaction.original?.thinking).toBe(true);
    bot.discord.faults.clear();
    for (const [interaction, says] of used) {
      const { content, embeds } = await bot.shown(interaction);
      expect(`${content} ${JSON.stringify(embeds)}`).toMatch(says);
    }
    expect(await bot.store.findProfile(bot.ben.id)).toMatchObject({ name: 'Ben' });
  });

  test('does not keep the bot from stopping', async () => {
    bot.discord.faults.add({ ...edits, status: 503 });
    const asked = await bot.ada.runCommand('history', {}, bot.channel);
    await asked.response();
    const { requests } = bot.discord.stats;
    await bot.discord.until(() => bot.discord.stats.requests > requests);
    const began = performance.now();
    await bot.stopBot();
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  test.each([
    ['it', {}],
    ['Discord’s answer to it', { applied: true as const }],
  ])('is answered although its acknowledgement is lost, or only %s', async (_, how) => {
    const lose = () =>
      bot.discord.faults.add({ route: /callback/, method: 'POST', reset: true, times: 1, ...how });
    lose();
    await bot.shown(await bot.ada.runCommand('checkin list', {}, bot.channel));
    lose();
    const setUp = await bot.ada.runCommand('profile setup', {}, bot.channel);
    const modal = await setUp.modal();
    lose();
    const saved = await bot.shown(await modal.submit(ADA));
    lose();
    expect(await bot.ada.click(saved, 'More about you')).toBeDefined();
  });

  test('is answered although an attempt to acknowledge it hangs', async () => {
    const hang = { route: /callback/, method: 'POST', delayMs: 4_000, times: 1 };
    bot.discord.faults.add(hang);
    const asked = await bot.ada.runCommand('checkin list', {}, bot.channel);
    await bot.shown(asked);
    expect(asked.acknowledgedAfterMs).toBeLessThan(3_000);
  });

  test('of which another delivery is answered is not answered again', async () => {
    const asked = await bot.ada.runCommand('checkin list', {}, bot.channel);
    await bot.shown(asked);
    bot.discord.redeliver(asked);
    const failed = () => bot.logs.some((line) => line.includes('an interaction failed'));
    await bot.discord.until(failed, { what: 'the second delivery' });
    expect(asked.messages()).toHaveLength(1);
  });
});
