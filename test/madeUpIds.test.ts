import { InteractionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction, Message } from '../playground/discord/index.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';
import { rehearse } from './support/rehearsal.ts';

const IDS = {
  none: '',
  zero: '0',
  'below zero': '-1',
  'beyond 64 bits': String(2n ** 64n),
  'thirty digits': '9'.repeat(30),
  letters: 'somebody',
} as const;
/** What is done with an id under a message, by custom id; each says what became of it. */
const BUTTONS = [
  'advice:retry',
  'advice:goOn',
  'advice:up',
  'advice:down',
  'practice:end',
  'checkin:cancel',
  'checkin:remove',
  'history:page',
] as const;
/** Ada's, which Ben is not to read. */
const ADAS = /Adas/;

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`ids that there cannot be, on ${kind.name}`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      const { ada, ben, model } = bot;
      await bot.setUp(ada, { name: 'Adas name', age: '29', gender: 'woman', interests: 'Adas' });
      await bot.setUp(ben);
      model.answers('Adas answer.');
      await bot.ended(await bot.ask(ada, 'Adas question?'), 'Adas answer.');
      const plan = { plan: 'Adas plan', when: 'tomorrow' };
      await bot.shown(await ada.runCommand('checkin add', plan, bot.channel));
      await bot.shown(await rehearse(ada, bot.dm(ada), { who: 'Adas', moment: 'Adas' }));
      model.answers('Bens answer.');
      await bot.ended(await bot.ask(ben, 'Bens question?'), 'Bens answer.');
      await bot.shown(
        await ben.runCommand('checkin add', { plan: 'Bens plan', when: 'tomorrow' }, bot.channel),
      );
      await bot.store.saveMemory(ben.id, {
        text: 'Bens memory',
        through: new Date(),
        newestAt: new Date(),
        version: 1,
      });
    });
    afterEach(() => bot.stop());

    /** All that is stored about both. */
    const stored = () =>
      Promise.all(
        [bot.ada, bot.ben].map(async ({ id }) => ({
          profile: await bot.store.findProfile(id),
          settings: await bot.store.findSettings(id),
          memory: await bot.store.findMemory(id),
          practice: await bot.store.findPractice(id),
          checkIns: await bot.store.checkIns(id),
          turns: await bot.store.turns(id, await bot.store.turnIds(id)),
        })),
      );
    /** Ben's message under which he forges, as nobody has changed it. */
    const own = async (): Promise<Message> =>
      bot.shown(await bot.ben.runCommand('profile delete', {}, bot.channel));
    const click = (customId: string, message: Message): Interaction =>
      bot.discord.forge({
        type: InteractionType.MessageComponent,
        person: bot.ben,
        channel: bot.channel,
        message,
        data: { custom_id: customId, component_type: 2, id: 1 },
      });
    const submit = (customId: string, fields: Record<string, string>): Interaction =>
      bot.discord.forge({
        type: InteractionType.ModalSubmit,
        person: bot.ben,
        channel: bot.channel,
        data: {
          custom_id: customId,
          components: Object.entries(fields).map(([id, value]) => ({
            type: 18,
            component: { type: 4, custom_id: id, value },
          })),
        },
      });
    const command = (name: string, data: Record<string, unknown>): Interaction => {
      const known = bot.discord.commands.list(undefined).find((one) => one.name === name);
      if (!known) throw new Error(`There is no ${name}`);
      return bot.discord.forge({
        type: InteractionType.ApplicationCommand,
        person: bot.ben,
        channel: bot.channel,
        data: { id: known.id, name, type: known.type, ...data },
      });
    };
    /** What is to be read of an answer, once there is something. */
    const saidTo = async (forged: Interaction): Promise<string> => {
      const { content, embeds } = await bot.shown(forged);
      return content + JSON.stringify(embeds);
    };

    test.each(Object.entries(IDS))(
      'of a button are answered with a sentence: %s',
      async (_, id) => {
        const before = await stored();
        const requests = bot.model.requests().length;
        for (const button of BUTTONS) {
          const under = await own();
          const asked = under.content;
          const forged = click(`${button}:${id}`, under);
          const shown = () => [under, ...forged.messages().filter(({ thinking }) => !thinking)];
          const said = () => shown().map(({ content, embeds }) => content + JSON.stringify(embeds));
          const isSaid = () => said().some((text) => text !== `${asked}[]`);
          await bot.discord.until(isSaid, { what: `a sentence for ${button}` });
          expect(said().join('\n')).not.toMatch(ADAS);
        }
        expect(await stored()).toEqual(before);
        expect(bot.model.requests()).toHaveLength(requests);
        expect(bot.logs.join('')).not.toContain('an interaction failed');
      },
    );

    test.each(Object.entries(IDS))('of [Stop] stop nothing: %s', async (_, id) => {
      const hand = bot.model.handwritten();
      const asked = await bot.ask(bot.ada, 'And now?');
      const answer = await hand.next();
      answer.write('On and ');
      await click(`advice:stop:${id}`, await own()).response();
      answer.write('on.');
      answer.end();
      await bot.ended(asked, 'On and on.');
      expect(await bot.turnEnded(bot.ada, asked.id)).toMatchObject({ status: 'complete' });
    });

    test.each(Object.entries(IDS))('of a form are answered with a sentence: %s', async (_, id) => {
      const before = await stored();
      const requests = bot.model.requests().length;
      const forms = [
        submit(`practice:line:${id}`, { line: 'Hi' }),
        submit(`practice:begin:${id}`, { who: 'Sam', moment: 'Now' }),
        submit(`profile:memory:${id}`, { memory: 'Something else' }),
      ];
      for (const form of forms) expect(await saidTo(form)).not.toMatch(ADAS);
      expect(await stored()).toEqual(before);
      expect(bot.model.requests()).toHaveLength(requests);
      expect(bot.logs.join('')).not.toContain('an interaction failed');
    });

    test.each(Object.entries(IDS))(
      'of what a question belongs to leave it a question: %s',
      async (_, id) => {
        const [before] = await stored();
        const options = [
          { name: 'question', type: 3, value: 'How is this?' },
          { name: 'screenshot', type: 11, value: id },
        ];
        const forged = [
          () => submit(`advice:follow:${id}`, { question: 'And then?' }),
          () => command('advice', { options, resolved: {} }),
        ];
        for (const forge of forged) {
          await bot.ended(forge(), 'Bens answer.');
          expect(JSON.stringify(bot.model.requests().at(-1))).not.toMatch(ADAS);
        }
        expect((await stored())[0]).toEqual(before);
      },
    );

    test.each(Object.entries(IDS))(
      'of a message to get advice on are answered with a sentence: %s',
      async (_, id) => {
        const before = await stored();
        const forged = command('Get advice', { target_id: id, resolved: { messages: {} } });
        expect(await saidTo(forged)).toMatch(/^Something went wrong on my side/);
        expect(await stored()).toEqual(before);
      },
    );
  });
}
