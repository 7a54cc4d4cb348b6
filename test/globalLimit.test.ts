import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Message, Person } from '../playground/discord/index.ts';
import type { HandwrittenAnswer } from './support/handwriting.ts';
import { Confidant } from './support/confidant.ts';
import { sqlite } from './support/databases.ts';
import { rehearse, SCENE_BUTTONS } from './support/rehearsal.ts';
import { ANSWER_BUTTONS, buttonsOf } from './support/buttons.ts';

const USUAL = { limit: 50, windowMs: 1_000 };
/** For so long nothing that Discord counts is taken, in milliseconds. */
const REFUSED_MS = 4_000;

const end = (answer: HandwrittenAnswer): void => {
  answer.write('listen.');
  answer.end();
};

describe('when Discord refuses everything that it counts, with a global 429', () => {
  let bot: Confidant;
  let people: Person[];

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
    people = ['cleo', 'dora', 'emil'].map((username) => bot.discord.createPerson({ username }));
    for (const person of [bot.ada, bot.ben, ...people]) await bot.setUp(person);
  });
  afterEach(() => bot.stop({ rateLimited: bot.discord.stats.rateLimited }));

  /** Has the next request that Discord counts refused, and all others for a while. */
  const refuse = async () => {
    bot.discord.limits.global = { limit: 0, windowMs: REFUSED_MS };
    // What it took before counts for a second.
    await sleep(USUAL.windowMs);
  };
  /** Resolves when it has refused one. What comes once the time is over is taken again. */
  const refused = async () => {
    const { discord } = bot;
    await discord.until(() => discord.stats.rateLimited > 0, { what: 'a 429' });
    discord.limits.global = USUAL;
  };
  /** Writes to the bot; resolves when the first words of the answer are shown. */
  const begun = async (person: Person): Promise<[Message, HandwrittenAnswer]> => {
    const hand = bot.model.handwritten();
    const asked = person.send(bot.dm(person), { content: 'Well?' });
    const answer = await hand.next();
    answer.write('First, ');
    await bot.repliesTo(asked, 'First,');
    return [asked, answer];
  };
  test('answers in direct messages end once that is over: nothing is lost, and hardly anything asked in vain', async () => {
    const asked: [Message, HandwrittenAnswer, Person][] = [];
    for (const person of people) asked.push([...(await begun(person)), person]);
    await refuse();
    for (const [, answer] of asked) end(answer);
    await refused();
    await Promise.all(asked.map(([message]) => bot.answers(message, 'First, listen.')));
    for (const [{ id, channel }, , person] of asked) {
      expect(channel.messages.size).toBe(2);
      expect(await bot.turnEnded(person, id)).toMatchObject({ status: 'complete' });
    }
    // At the most once for each, since all may be on their way.
    expect(bot.discord.stats.rateLimited).toBeLessThanOrEqual(people.length);
  }, 20_000);

  test('commands are answered meanwhile, since Discord does not count them', async () => {
    const [message, answer] = await begun(bot.ben);
    await refuse();
    end(answer);
    await refused();
    bot.model.answers('Here.');
    await bot.ended(await bot.ask(bot.ada, 'And I?'), 'Here.');
    const reply = await bot.repliesTo(message, 'First,');
    await bot.answers(message, 'First, listen.');
    expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
  }, 20_000);

  test('a rehearsal gets its thread once that is over, and one alone', async () => {
    await refuse();
    await rehearse(bot.ada, bot.channel);
    await refused();
    const { guild } = bot.channel;
    const messages = () => [...(guild?.threads[0]?.messages.values() ?? [])];
    const opening = () => messages().find((message) => buttonsOf(message).length > 0);
    const shown = await bot.discord.until(opening, { what: 'a scene' });
    expect(buttonsOf(shown)).toEqual(SCENE_BUTTONS);
    expect(guild?.threads).toHaveLength(1);
  }, 20_000);
});

test('a bot that is told how little Discord allows its process never asks for more', async () => {
  const global = { limit: 12, windowMs: 1_000 };
  const bot = await Confidant.start(sqlite, {
    requestsPerSecond: 12,
    discord: { limits: { global } },
  });
  onTestFinished(() => bot.stop());
  const people = Array.from({ length: 12 }, (_, n) =>
    bot.discord.createPerson({ username: `person${n}` }),
  );
  for (const person of people) await bot.setUp(person);
  bot.model.answers('One word after the other, for a while.', { chunksPerSecond: 10 });
  const asked = people.map((person) => person.send(bot.dm(person), { content: 'Well?' }));
  await Promise.all(asked.map((one) => bot.answers(one, 'One word after the other, for a while.')));
  expect(bot.discord.stats.rateLimited).toBe(0);
}, 20_000);
