import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel, Message } from '../playground/discord/index.ts';
import { en } from '../src/locales/en.ts';
import type { Store } from '../src/services/store/store.ts';
import { withoutCursor } from './support/confidant.ts';
import { databaseKinds, type TestDatabase } from './support/databases.ts';
import { kill } from './support/kill.ts';
import { repliesTo } from './support/repliesTo.ts';
import { databaseEnv, Premises, type Running } from './support/process.ts';

const HEIC = { name: 'IMG_1.HEIC', data: 'heic', contentType: 'image/heic' };

/** Late enough that the lease of another process counts. */
const soon = () => new Date(Date.now() + 60_000);

const isOfMessage = ({ turnId }: { turnId: string }): boolean => turnId.startsWith('message:');

for (const kind of databaseKinds) {
  describe.skipIf(!kind.available)(`a message that waits to be asked, on ${kind.name}`, () => {
    let premises: Premises;
    let database: TestDatabase;
    let store: Store;
    let bot: Running;

    beforeEach(async () => {
      [premises, database] = await Promise.all([Premises.open(), kind.create()]);
      store = await database.open();
    }, 30_000);
    afterEach(async () => {
      await premises.close();
      await database.drop();
      if (premises.discord.errors.length > 0) throw new AggregateError(premises.discord.errors);
    });

    const serve = async (env: Record<string, string> = {}) => {
      bot = await premises.serve({ ...databaseEnv(database.location), ...env });
    };

    const write = (content: string, to?: Channel): Message => {
      const { discord, ada } = premises;
      return ada.send(to ?? discord.dmWithBot(ada), { content });
    };

    const answered = (asked: Message, text: string) =>
      premises.discord.until(
        () => repliesTo(asked).find(({ content }) => withoutCursor(content) === text),
        { what: `${text} as an answer to ${asked.content}` },
      );

    /** Resolves when so many messages are kept for the next process. */
    const kept = (count: number) =>
      expect
        .poll(async () => (await store.leases()).filter(isOfMessage).length, { timeout: 10_000 })
        .toBe(count);

    /** Begins an answer, and writes what waits for its end. */
    const waitBehind = async (first: string, more: readonly string[], to?: Channel) => {
      const hand = premises.model.handwritten();
      const asked = write(first, to);
      const answer = await hand.next();
      answer.write('Half');
      await answered(asked, 'Half');
      const waiting = more.map((content) => write(content, to));
      await kept(more.length);
      premises.model.answers('For all of it.');
      return { asked, waiting };
    };

    /** Gets an answer, and writes what has to wait for the end of the cooldown. */
    const waitForCooldown = async (env: Record<string, string>) => {
      await serve(env);
      await premises.setUp();
      premises.model.answers('Here.');
      await answered(write('One?'), 'Here.');
      const second = write('Two?');
      await kept(1);
      return second;
    };

    /** Writes a message with a file that cannot be looked at, which cannot be said until Discord is well again. */
    const showUnseen = async () => {
      const { discord, ada } = premises;
      const heal = discord.faults.add({ method: 'POST', route: /messages$/, status: 503 });
      const asked = ada.send(discord.dmWithBot(ada), { content: 'See?', attachments: [HEIC] });
      await kept(1);
      return { asked, heal };
    };

    const deleteEverything = async () => {
      const asked = await premises.ada.runCommand('privacy delete', {}, premises.channel);
      const [confirm] = await premises.discord.until(() => {
        const messages = asked.messages();
        return messages.length > 0 ? messages : undefined;
      });
      await premises.ada.click(confirm as Message, en.privacy.deleteAll);
      await premises.discord.until(() => confirm?.content === en.privacy.deleted);
    };

    const lastAsked = () => premises.model.requests().at(-1)?.at(-1)?.content;

    test.each([
      ['direct messages', false],
      ['a server', true],
    ])(
      'for the end of an answer is asked after the process was killed, as one question with what else waits: in %s',
      async (_, isServer) => {
        await serve();
        await premises.setUp();
        const to = isServer ? premises.channel : undefined;
        const mention = isServer ? `<@${premises.discord.applicationId}> ` : '';
        const more = ['Two?', 'And three?'].map((content) => mention + content);
        const { asked, waiting } = await waitBehind(`${mention}One?`, more, to);
        await kill(bot, database);
        await serve();
        await answered(waiting[1] as Message, 'For all of it.');
        expect(lastAsked()).toBe('Two?\nAnd three?');
        await premises.discord.until(() =>
          repliesTo(asked).find(({ content }) => content.startsWith('Half\n\n-# I had to stop')),
        );
        await kept(0);
        expect(repliesTo(waiting[0] as Message)).toEqual([]);
      },
      40_000,
    );

    test('for the end of a cooldown is asked after the process was killed', async () => {
      const second = await waitForCooldown({ COOLDOWN_SECONDS: '12' });
      await kill(bot, database);
      premises.model.answers('And here.');
      await serve({ COOLDOWN_SECONDS: '0' });
      await answered(second, 'And here.');
      await kept(0);
      expect(repliesTo(second)).toHaveLength(1);
    }, 40_000);

    test('for the end of a cooldown is left by a bot that stops to the next one', async () => {
      const second = await waitForCooldown({ COOLDOWN_SECONDS: '12', STOP_SECONDS: '0' });
      bot.child.kill('SIGTERM');
      expect(await bot.ended).toMatchObject({ code: 0 });
      await kept(1);
      await serve({ COOLDOWN_SECONDS: '0' });
      await answered(second, 'Here.');
      await kept(0);
    }, 40_000);

    test('for an answer of another process is left by a bot that stops to the next one', async () => {
      await serve({ STOP_SECONDS: '0' });
      await premises.setUp();
      const elsewhere = { turnId: '7', userId: premises.ada.id, owner: 'another', seenAt: soon() };
      await store.takeLease(elsewhere);
      const asked = write('One?');
      await kept(1);
      bot.child.kill('SIGTERM');
      expect(await bot.ended).toMatchObject({ code: 0 });
      expect(repliesTo(asked)).toEqual([]);
      await store.dropLease('7', 'another');
      premises.model.answers('Here.');
      await serve();
      await answered(asked, 'Here.');
      await kept(0);
    }, 40_000);

    test('for the end of a cooldown when the bot begins to stop is left to the next one, also with time to spare', async () => {
      const second = await waitForCooldown({ COOLDOWN_SECONDS: '4' });
      bot.child.kill('SIGTERM');
      expect(await bot.ended).toMatchObject({ code: 0 });
      expect(repliesTo(second)).toEqual([]);
      await serve();
      await answered(second, 'Here.');
      await kept(0);
    }, 40_000);

    test('is asked by nobody whose writer has everything deleted while it is read once more', async () => {
      await serve();
      await premises.setUp();
      const { waiting } = await waitBehind('One?', ['Two?']);
      await kill(bot, database);
      const { promise: until, resolve: read } = Promise.withResolvers<void>();
      premises.discord.faults.add({ method: 'GET', route: /messages\/\d+$/, until });
      await serve();
      await deleteEverything();
      await premises.setUp();
      read();
      premises.model.answers('For what comes later.');
      const later = write('Later?');
      await answered(later, 'For what comes later.');
      expect(repliesTo(waiting[0] as Message)).toEqual([]);
      expect(await store.turnIds(premises.ada.id)).toEqual([later.id]);
    }, 40_000);

    test.each([
      ['stopped', async () => void bot.child.kill('SIGTERM')],
      ['killed', () => kill(bot, database)],
    ])(
      'with a file that cannot be looked at is told of by the next process when the bot is %s before it could',
      async (_, end) => {
        await serve({ STOP_SECONDS: '0' });
        await premises.setUp();
        const { asked, heal } = await showUnseen();
        await end();
        await bot.ended;
        await kept(1);
        heal();
        await serve();
        const [note] = await premises.discord.until(() => {
          const replies = repliesTo(asked);
          return replies.length > 0 ? replies : undefined;
        });
        expect(note?.content).toMatch(/^I cannot look at \*\*IMG_1.HEIC/);
        await kept(0);
        expect(repliesTo(asked)).toHaveLength(1);
        expect(premises.model.requests()).toEqual([]);
      },
      40_000,
    );

    test('of somebody without a profile leads to it after the process was killed, and waits for it', async () => {
      await serve();
      const { heal } = await showUnseen();
      const second = write('Shall I write to him?');
      await kept(2);
      await kill(bot, database);
      heal();
      await serve();
      const led = () => repliesTo(second).some(({ content }) => content === en.advice.noProfile);
      await premises.discord.until(led, { what: 'the way to a profile' });
      expect(await store.findTurn(premises.ada.id, second.id)).toMatchObject({ status: 'waiting' });
      await kept(0);
    }, 40_000);

    test('that was deleted meanwhile is asked by nobody', async () => {
      await serve();
      await premises.setUp();
      const { waiting } = await waitBehind('One?', ['Two?', 'Three?']);
      await kill(bot, database);
      premises.ada.deleteMessage(waiting[0] as Message);
      await serve();
      await answered(waiting[1] as Message, 'For all of it.');
      expect(lastAsked()).toBe('Three?');
      await kept(0);
    }, 40_000);

    test('is kept no longer when its writer has everything deleted', async () => {
      await serve();
      await premises.setUp();
      await waitBehind('One?', ['Two?']);
      await deleteEverything();
      await kept(0);
      await kill(bot, database);
      await serve();
      expect(await store.leases()).toEqual([]);
    }, 40_000);

    test('to be told of a file is kept no longer then either, also when the bot stops', async () => {
      await serve({ STOP_SECONDS: '0' });
      await premises.setUp();
      await showUnseen();
      await deleteEverything();
      await kept(0);
      bot.child.kill('SIGTERM');
      expect(await bot.ended).toMatchObject({ code: 0 });
      expect(await store.leases()).toEqual([]);
    }, 40_000);
  });
}
