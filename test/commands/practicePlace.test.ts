import { ChannelType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../../playground/discord/index.ts';
import { en } from '../../src/locales/en.ts';
import { buttonsOf } from '../support/buttons.ts';
import { Confidant } from '../support/confidant.ts';
import { databaseKinds } from '../support/databases.ts';
import { rehearse, SCENE, SCENE_BUTTONS, THREAD_PERMISSIONS } from '../support/rehearsal.ts';

const givesBackTheScene = ({ content }: Message) => {
  expect(content).toContain(en.checkin.typed);
  for (const part of [SCENE.who, SCENE.moment]) expect(content).toContain(part);
};

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`where a rehearsal takes place, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    const openingIn = (place: Channel): Message | undefined =>
      bot.ada.sees(place).find(({ content }) => content.includes('**I play:** Sam, 31, shy'));

    test('is a private thread, which the person alone sees', async () => {
      const begun = await bot.shown(await rehearse(bot.ada, bot.channel));
      const thread = bot.channel.guild?.threads.at(-1);
      expect(thread).toMatchObject({ type: ChannelType.PrivateThread, invitable: false });
      expect(begun.content).toContain(`<#${thread?.id}>`);
      expect(begun.ephemeral).toBe(true);
      const opening = openingIn(thread as Channel) as Message;
      expect(opening.content).toContain(SCENE.moment);
      expect(opening.content).toMatch(/manage threads can read it.*with the button/s);
      expect(buttonsOf(opening)).toEqual(SCENE_BUTTONS);
      expect(thread?.isVisibleTo(bot.ben)).toBe(false);
      expect(bot.ben.sees(bot.channel)).toEqual([]);
    });

    test.each([
      ['the bot may not open a thread', ['ViewChannel', 'SendMessages', 'SendMessagesInThreads']],
      ['the bot may not write in it', ['ViewChannel', 'SendMessages', 'CreatePrivateThreads']],
    ] as const)('is their direct messages where %s', async (_, permissions) => {
      bot.channel.guild?.setBotPermissions(bot.channel, permissions);
      const begun = await bot.shown(await rehearse(bot.ada, bot.channel));
      expect(begun.content).toContain(`<#${bot.dm(bot.ada).id}>`);
      expect(buttonsOf(openingIn(bot.dm(bot.ada)) as Message)).toEqual(SCENE_BUTTONS);
      expect(bot.channel.guild?.threads).toEqual([]);
    });

    test('is their direct messages where the bot is not', async () => {
      bot.ada.userInstalled = true;
      const elsewhere = bot.discord
        .createGuild({ name: 'Elsewhere', botInstalled: false })
        .createTextChannel({ name: 'talk' });
      await bot.shown(await rehearse(bot.ada, elsewhere));
      expect(openingIn(bot.dm(bot.ada))).toBeDefined();
    });

    test.each([
      ['to write in the thread', 'POST', /\/channels\/\d+\/messages/],
      ['to let the person in', 'PUT', /\/thread-members\//],
    ])(
      'is their direct messages where the bot turns out not to be allowed %s',
      async (_, method, route) => {
        bot.channel.guild?.setBotPermissions(bot.channel, THREAD_PERMISSIONS);
        bot.discord.faults.add({ method, route, status: 403, times: 1 });
        const begun = await bot.shown(await rehearse(bot.ada, bot.channel));
        expect(begun.content).toContain(`<#${bot.dm(bot.ada).id}>`);
        expect(openingIn(bot.dm(bot.ada))?.content).toMatch(/you and me alone.*just write/s);
        // Nobody finds an empty thread.
        expect(bot.channel.guild?.threads).toEqual([]);
        const practice = await bot.store.findPractice(bot.ada.id);
        expect(practice?.channelId).toBe(bot.dm(bot.ada).id);
      },
    );

    test('is their direct messages also if the bot may not delete the thread that it cannot use', async () => {
      bot.discord.faults.add({ method: 'PUT', route: /\/thread-members\//, status: 403 });
      await bot.shown(await rehearse(bot.ada, bot.channel));
      expect(openingIn(bot.dm(bot.ada))).toBeDefined();
      expect(bot.channel.guild?.threads).toMatchObject([{ archived: true }]);
    });

    test('is right there in the direct messages', async () => {
      const opening = await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada)));
      expect(opening).toBe(openingIn(bot.dm(bot.ada)));
      expect(opening.content).not.toMatch(/server|button/);
      expect(opening.ephemeral).toBe(false);
    });

    test('is nowhere if there is no private place, which the person is told', async () => {
      bot.channel.guild?.setBotPermissions(bot.channel, ['ViewChannel', 'SendMessages']);
      bot.ada.acceptsDirectMessages = false;
      const note = await bot.shows(
        await rehearse(bot.ada, bot.channel),
        /^I found no private place/,
      );
      givesBackTheScene(note);
      expect(note.ephemeral).toBe(true);
      expect(await bot.store.findPractice(bot.ada.id)).toBeNull();
    });

    test('is not decided before the person has a profile and a scene', async () => {
      const note = await bot.shows(await rehearse(bot.ben, bot.channel), /^Before we rehearse/);
      givesBackTheScene(note);
      expect(buttonsOf(note)).toEqual(['Set up my profile']);
      const blank = { ...SCENE, moment: '\u2800' };
      const other = await bot.shows(
        await rehearse(bot.ada, bot.channel, blank),
        /^I need to know both/,
      );
      expect(other.content).toContain(SCENE.who);
      expect(bot.channel.guild?.threads).toEqual([]);
      expect(await bot.store.findPractice(bot.ada.id)).toBeNull();
    });

    test('shows the scene as it was typed', async () => {
      const who = '**Sam** <@1> # `x`';
      const opening = await bot.shown(await rehearse(bot.ada, bot.dm(bot.ada), { ...SCENE, who }));
      expect(opening.content).not.toContain('**Sam**');
      expect(opening.mentions).toEqual([]);
    });
  });
}
