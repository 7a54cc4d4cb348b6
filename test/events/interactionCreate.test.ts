import { InteractionType } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { buttonsOf } from '../support/buttons.ts';
import { ADA, Confidant } from '../support/confidant.ts';
import { sqlite, withMethods } from '../support/databases.ts';

const broken = () => Promise.reject(new Error('no database'));

describe('when something goes wrong on the bot’s side', () => {
  test.each(['profile view', 'profile setup', 'history'])(
    'someone who ran /%s is told so privately',
    async (command) => {
      const bot = await Confidant.start(sqlite, {
        wrapStore: (store) => withMethods(store, { findProfile: broken, recentTurns: broken }),
      });
      const reply = await bot.shows(
        await bot.ada.runCommand(command, {}, bot.channel),
        /Something went wrong on my side/,
      );
      expect(reply.ephemeral).toBe(true);
      await bot.stop();
    },
  );

  test('an answer stays as it is when the thumb under it cannot be kept', async () => {
    const bot = await Confidant.start(sqlite, {
      wrapStore: (store) => withMethods(store, { rateTurn: broken }),
    });
    await bot.setUp(bot.ada);
    bot.model.answers('Ask him plainly.');
    const asked = await bot.ask(bot.ada, 'Does he like me?');
    const answer = await bot.shows(asked, /Ask him plainly/);
    await bot.discord.until(() => buttonsOf(answer).includes('👍'));
    const clicked = await bot.ada.click(answer, '👍');
    await bot.discord.until(() => clicked.followUps.length > 0);
    expect(clicked.followUps[0]).toMatchObject({
      ephemeral: true,
      content: expect.stringMatching(/went wrong/),
    });
    expect(answer.content).toBe('Ask him plainly.');
    await bot.stop();
  });

  test('someone whose form could not be saved is told so, and can send it again', async () => {
    let isBroken = true;
    const bot = await Confidant.start(sqlite, {
      wrapStore: (store) =>
        withMethods(store, {
          saveProfile: (id, profile) => (isBroken ? broken() : store.saveProfile(id, profile)),
        }),
    });
    const note = await bot.shown(await bot.setUp(bot.ada));
    expect(note.content).toMatch(/went wrong/);
    isBroken = false;
    const modal = await (await bot.ada.click(note, 'Edit my answers')).modal();
    expect(modal.fields.map(({ value }) => value)).toEqual(Object.values(ADA));
    await modal.submit({});
    await bot.discord.until(() => note.content.includes('Nice to meet you'));
    expect(await bot.store.findProfile(bot.ada.id)).not.toBeNull();
    await bot.stop();
  });

  test('a form that takes too long to be prepared is given up before Discord does', async () => {
    const bot = await Confidant.start(sqlite, {
      wrapStore: (store) =>
        withMethods(store, { findProfile: () => Promise.withResolvers<never>().promise }),
    });
    const asked = await bot.ada.runCommand('profile setup', {}, bot.channel);
    const reply = await bot.shows(asked, /went wrong/);
    expect(reply.ephemeral).toBe(true);
    expect(asked.acknowledgedAfterMs).toBeLessThan(3_000);
    await bot.stop();
  });
});

describe('hand-made interactions', () => {
  test.each([
    '',
    ':::',
    'profile',
    'profile:no-such',
    '__proto__:x',
    'toString:x',
    'help:x',
    'advice:x:1',
  ])('with the custom id “%s” do no harm', async (customId) => {
    const bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    const note = await bot.shown(await bot.ada.runCommand('profile delete', {}, bot.channel));
    const data = { custom_id: customId, component_type: 2, id: 1 };
    const base = { person: bot.ben, channel: bot.channel, message: note };
    bot.discord.forge({ ...base, type: InteractionType.MessageComponent, data });
    const form = { custom_id: customId, components: [] };
    bot.discord.forge({ ...base, type: InteractionType.ModalSubmit, data: form });
    bot.model.answers('Still here.');
    await bot.answered(bot.ada, 'Are you there?', 'Still here.');
    expect(await bot.store.findProfile(bot.ada.id)).not.toBeNull();
    expect(await bot.store.findProfile(bot.ben.id)).toBeNull();
    await bot.stop();
  });

  test('delete and change nothing but what is their person’s', async () => {
    const bot = await Confidant.start(sqlite);
    await bot.setUp(bot.ada);
    const note = await bot.shown(await bot.ada.runCommand('profile delete', {}, bot.channel));
    const forged = bot.discord.forge({
      type: InteractionType.MessageComponent,
      person: bot.ben,
      channel: bot.channel,
      message: note,
      data: { custom_id: 'privacy:delete', component_type: 2, id: 1 },
    });
    await forged.response();
    await bot.discord.until(() => note.content.includes('all deleted'));
    expect(await bot.store.findProfile(bot.ada.id)).not.toBeNull();
    await bot.stop();
  });
});
