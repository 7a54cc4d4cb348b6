import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Interaction } from '../playground/discord/index.ts';
import { Confidant } from './support/confidant.ts';
import { databaseKinds } from './support/databases.ts';

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`what is sent once more, on ${kind.name},`, () => {
    let bot: Confidant;

    beforeEach(async () => {
      bot = await Confidant.start(kind);
      await bot.setUp(bot.ada);
    });
    afterEach(() => bot.stop());

    test('as a click is answered once', async () => {
      bot.model.refuses(500);
      const failed = await bot.shows(await bot.ask(bot.ada, 'Once?'), /having trouble/);
      const hand = bot.model.handwritten();
      const again = await bot.ada.click(failed, 'Try again');
      bot.discord.redeliver(again);
      const answer = await hand.next();
      bot.discord.redeliver(again);
      answer.write('Once.');
      answer.end();
      await bot.shows(again, 'Once.');
      await bot.turnEnded(bot.ada, again.id);
      bot.discord.redeliver(again);
      bot.model.answers('Next.');
      await bot.answered(bot.ada, 'Next?', 'Next.');
      expect(again.messages().map(({ content }) => content)).toEqual(['Once.']);
      // The answer has taken the place of the failure.
      const turns = await bot.store.recentTurns(bot.ada.id, 9);
      expect(turns.map((turn) => turn.answer)).toEqual(['Once.', 'Next.']);
      expect(turns[0]?.id).toBe(again.id);
    });

    test('as a form is answered once', async () => {
      bot.model.answers('An answer.');
      const whole = await bot.ended(await bot.ask(bot.ada, 'Well?'), 'An answer.');
      const hand = bot.model.handwritten();
      const followed = await bot.ada.click(whole, 'Follow up');
      const form = await (await followed.modal()).submit({ question: 'Once?' });
      bot.discord.redeliver(form);
      const answer = await hand.next();
      bot.discord.redeliver(form);
      answer.write('Once.');
      answer.end();
      await bot.ended(form, 'Once.');
      bot.discord.redeliver(form);
      const next = await bot.ask(bot.ada, 'Next?');
      (await hand.next()).end('length');
      await bot.turnEnded(bot.ada, next.id);
      expect(hand.asked).toBe(2);
      const turns = await bot.store.recentTurns(bot.ada.id, 9);
      expect(turns.map(({ question }) => question)).toEqual(['Well?', 'Once?', 'Next?']);
      expect(form.messages().map(({ content }) => content)).toEqual(['Once.']);
    });

    test('by somebody else, as it was clicked and sent, reads and changes nothing of theirs', async () => {
      const { ada, ben, model } = bot;
      await bot.setUp(ben);
      const hand = model.handwritten();
      const asked = await bot.ask(ada, 'Mine alone?');
      (await hand.next()).write('My secret: ');
      const broken = await bot.shows(asked, 'My secret:');
      await ada.click(broken, 'Stop');
      await bot.ended(asked, /Stopped/);
      model.answers('a secret.');
      const wentOn = await ada.click(broken, 'Continue');
      const whole = await bot.ended(wentOn, 'a secret.');
      const liked = await ada.click(whole, '👍');
      const followed = await ada.click(whole, 'Follow up');
      const form = await (await followed.modal()).submit({ question: 'And then?' });
      const again = await ada.click(await bot.ended(form, 'a secret.'), 'Try again');
      await bot.ended(again, 'a secret.');
      const edited = await bot.setUp(ada);

      const hers = async () => [
        await bot.store.recentTurns(ada.id, 9),
        await bot.store.findProfile(ada.id),
      ];
      const before = await hers();
      const requests = model.requests().length;
      model.answers('For Ben.');
      const own = await bot.shown(await ben.runCommand('help', {}, bot.channel));
      const replay = ({ type, channel, data }: Interaction) =>
        bot.discord.forge({ type, person: ben, channel, data, message: own });
      for (const deed of [wentOn, liked, again]) {
        const note = await bot.shows(replay(deed), /not there any more/);
        expect(note.ephemeral).toBe(true);
      }
      expect((await replay(followed).response()).kind).toBe('modal');
      // A form is a question or a profile of whoever sends it.
      await bot.ended(replay(form), 'For Ben.');
      await bot.shown(replay(edited));
      expect(await hers()).toEqual(before);
      const shownToModel = model.requests().slice(requests);
      expect(shownToModel).toHaveLength(1);
      expect(JSON.stringify(shownToModel)).not.toMatch(/secret|Mine alone/);
    });
  });
}
