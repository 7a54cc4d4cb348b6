import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, REST, Routes } from 'discord.js';
import { describe, expect, test, type TestContext } from 'vitest';
import { type Limits, LoopbackDiscord, type Person } from '../../../playground/discord/index.ts';
import { insist } from '../../../src/services/reply/backoff.ts';
import { ChannelSurface, createChannelRest } from '../../../src/services/reply/channelSurface.ts';
import { counted } from '../../../src/services/reply/countedRequest.ts';
import { createMakeRequest } from '../../../src/services/reply/httpRequest.ts';
import { ProgressiveReply } from '../../../src/services/reply/progressiveReply.ts';
import { RequestBudget } from '../../../src/services/reply/requestBudget.ts';
import { withoutCursor } from '../../support/confidant.ts';
import { Pen } from '../../support/reply.ts';

async function openDiscord(
  { onTestFinished }: TestContext,
  limits: Partial<Limits> = {},
): Promise<LoopbackDiscord> {
  const discord = await LoopbackDiscord.start({ limits });
  onTestFinished(async () => {
    await discord.stop();
    expect(discord.errors).toEqual([]);
  });
  return discord;
}

const personOn = (discord: LoopbackDiscord, name: string): Person =>
  discord.createPerson({ username: name });

describe('a reply in ordinary messages', () => {
  test('answers the message that asked, grows, and goes on in messages that answer each other', async (context) => {
    const discord = await openDiscord(context);
    const ada = personOn(discord, 'ada');
    const dm = discord.dmWithBot(ada);
    const question = ada.send(dm, { content: 'How do I begin?' });
    const rest = createChannelRest(discord.apiUrl, discord.token);
    const reply = new ProgressiveReply(
      new ChannelSurface(rest, new RequestBudget(), dm.id, question.id),
    );
    const pen = new Pen();
    const done = reply.write(pen);
    pen.write('First ');
    const first = await discord.until(() => ada.sees(dm)[1]);
    expect(withoutCursor(first.content)).toBe('First');
    expect(first.repliesTo).toBe(question);
    pen.write('words. '.repeat(400));
    pen.end();
    await done;
    const [, ...messages] = ada.sees(dm);
    expect(messages).toHaveLength(2);
    expect(messages[1]?.repliesTo).toBe(first);
    expect(messages.map(({ sentContent }) => sentContent).join('')).toBe(pen.text);
    expect(discord.stats.rateLimited).toBe(0);
  });

  test('takes messages back, and goes on in others', async (context) => {
    const discord = await openDiscord(context);
    const ada = personOn(discord, 'ada');
    const dm = discord.dmWithBot(ada);
    const question = ada.send(dm, { content: 'How do I begin?' });
    const rest = createChannelRest(discord.apiUrl, discord.token);
    const surface = new ChannelSurface(rest, new RequestBudget(), dm.id, question.id);
    for (const part of [0, 1, 2]) await surface.show(part, { content: `Old ${part}` });
    discord.faults.add({ method: 'DELETE', route: /messages/, status: 503, times: 1 });
    await surface.takeBack(1);
    for (const part of [0, 1]) await surface.show(part, { content: `New ${part}` });
    const [, ...messages] = ada.sees(dm);
    expect(messages.map(({ content }) => content)).toEqual(['New 0', 'New 1']);
    expect(messages[1]?.repliesTo).toBe(messages[0]);
    expect(surface.messageIds).toEqual(messages.map(({ id }) => id));
  });

  test(
    'shares the bot’s requests a second with the others, and none is ever refused',
    { timeout: 20_000 },
    async (context) => {
      const discord = await openDiscord(context);
      const rest = createChannelRest(discord.apiUrl, discord.token);
      const budget = new RequestBudget();
      const replies = Array.from({ length: 60 }, (_, n) => {
        const dm = discord.dmWithBot(personOn(discord, `person${n}`));
        const pen = new Pen();
        const done = new ProgressiveReply(new ChannelSurface(rest, budget, dm.id)).write(pen);
        return { dm, pen, done };
      });
      await Promise.all(replies.map(({ pen }) => pen.writeFor(800)));
      for (const { pen } of replies) pen.end();
      await Promise.all(replies.map(({ done }) => done));
      expect(discord.stats.rateLimited).toBe(0);
      for (const { dm, pen } of replies) {
        expect([...dm.messages.values()].map(({ sentContent }) => sentContent)).toEqual([pen.text]);
      }
    },
  );
});

describe('replies of several processes', () => {
  test(
    'are not refused either, if each is told its share of the bot’s requests a second',
    { timeout: 20_000 },
    async (context) => {
      const discord = await openDiscord(context);
      const budgets = [26, 12, 12].map((perSecond) => new RequestBudget(perSecond));
      const replies = Array.from({ length: 30 }, (_, n) => {
        const dm = discord.dmWithBot(personOn(discord, `person${n}`));
        const budget = budgets[n % budgets.length];
        if (!budget) throw new Error('There is no budget');
        const rest = createChannelRest(discord.apiUrl, discord.token);
        const pen = new Pen();
        const done = new ProgressiveReply(new ChannelSurface(rest, budget, dm.id)).write(pen);
        return { dm, pen, done };
      });
      await Promise.all(replies.map(({ pen }) => pen.writeFor(2_500)));
      for (const { pen } of replies) pen.end();
      await Promise.all(replies.map(({ done }) => done));
      expect(discord.stats.rateLimited).toBe(0);
      for (const { dm, pen } of replies) {
        expect([...dm.messages.values()].map(({ sentContent }) => sentContent)).toEqual([pen.text]);
      }
    },
  );
});

describe('replies in one channel', () => {
  test.each([
    ['is cut', { reset: true }],
    ['is an error', { status: 502 }],
  ] as const)('are not refused when an answer of Discord’s %s', async (_, fault) => {
    const discord = await LoopbackDiscord.start({
      limits: { channelEdit: { limit: 3, windowMs: 1_500 } },
    });
    const dm = discord.dmWithBot(personOn(discord, 'ada'));
    const rest = createChannelRest(discord.apiUrl, discord.token);
    const surface = () => new ChannelSurface(rest, new RequestBudget(), dm.id);
    const [one, other] = [surface(), surface()];
    await one.show(0, { content: 'One' });
    await other.show(0, { content: 'Other' });
    for (const content of ['One more', 'One more word']) await one.show(0, { content });
    discord.faults.add({ method: 'PATCH', route: /messages/, ...fault, applied: true, times: 1 });
    await expect(other.show(0, { content: 'Lost' })).rejects.toThrow('not reached');
    // The last request of the window may have been that one.
    await expect(other.show(0, { content: 'Too soon' })).rejects.toThrow(
      'Discord may have counted others',
    );
    const until = performance.now() + 5_000;
    await insist(() => other.show(0, { content: 'In time' }), { until });
    expect([...dm.messages.values()].map(({ content }) => content)).toEqual([
      'One more word',
      'In time',
    ]);
    expect(discord.stats.rateLimited).toBe(0);
    await discord.stop();
  });

  test('are not refused either when every answer in a window has been lost', async () => {
    const windowMs = 800;
    const discord = await LoopbackDiscord.start({
      limits: { channelEdit: { limit: 3, windowMs } },
    });
    const dm = discord.dmWithBot(personOn(discord, 'ada'));
    const rest = createChannelRest(discord.apiUrl, discord.token);
    const surface = () => new ChannelSurface(rest, new RequestBudget(), dm.id);
    const [one, other] = [surface(), surface()];
    await one.show(0, { content: 'One' });
    await other.show(0, { content: 'Other' });
    const bucket = await one.show(0, { content: 'One more' });
    await sleep((bucket?.resetAfterMs ?? windowMs) + 10);
    discord.faults.add({
      method: 'PATCH',
      route: /messages/,
      reset: true,
      applied: true,
      times: 3,
    });
    for (const _ of [1, 2, 3]) {
      await expect(one.show(0, { content: 'Lost' })).rejects.toThrow('not reached');
    }
    await expect(other.show(0, { content: 'Too soon' })).rejects.toThrow(
      'Discord may have counted others',
    );
    const until = performance.now() + 5_000;
    await insist(() => other.show(0, { content: 'In time' }), { until });
    expect(discord.stats.rateLimited).toBe(0);
    await discord.stop();
  });
});

describe('replies that begin at once in a channel', () => {
  test('are not refused, also where nothing is known of it', async (context) => {
    const discord = await openDiscord(context, { channelCreate: { limit: 5, windowMs: 1_000 } });
    const dm = discord.dmWithBot(personOn(discord, 'ada'));
    const rest = createChannelRest(discord.apiUrl, discord.token);
    const budget = new RequestBudget();
    discord.faults.add({ method: 'POST', route: /messages$/, delayMs: 20 });
    const until = performance.now() + 8_000;
    const contents = Array.from({ length: 12 }, (_, n) => `Reply ${n}`);
    const begin = (content: string) => {
      const surface = new ChannelSurface(rest, budget, dm.id);
      return insist(() => surface.show(0, { content }), { until });
    };
    // The client comes to know the bucket while requests are under way, and has two queues for it then.
    const first = contents.slice(0, 6).map(begin);
    await first[0];
    await Promise.all([...first, ...contents.slice(6).map(begin)]);
    const said = [...dm.messages.values()].map(({ content }) => content);
    expect(said.toSorted()).toEqual(contents.toSorted());
    expect(discord.stats.rateLimited).toBe(0);
  });
});

describe('the budget of requests that replies share', () => {
  test('is not held by replies that have nothing to show yet', async (context) => {
    const discord = await openDiscord(context);
    const budget = new RequestBudget(5);
    const rest = createChannelRest(discord.apiUrl, discord.token);
    const begin = (name: string, words: string) => {
      const dm = discord.dmWithBot(personOn(discord, name));
      const pen = new Pen();
      const done = new ProgressiveReply(new ChannelSurface(rest, budget, dm.id)).write(pen);
      pen.write(words);
      return { dm, pen, done };
    };
    const blank = Array.from({ length: 4 }, (_, n) => begin(`person${n}`, '\n\n'));
    const own = begin('ada', 'Here.');
    const first = await discord.until(() => [...own.dm.messages.values()][0]);
    expect(withoutCursor(first.content)).toBe('Here.');
    for (const { pen } of [...blank, own]) pen.end();
    await Promise.all([...blank, own].map(({ done }) => done));
  });

  test('counts what is no reply, such as a thread', async (context) => {
    const discord = await openDiscord(context);
    const budget = new RequestBudget();
    const dm = discord.dmWithBot(personOn(discord, 'ada'));
    const all = new REST({
      api: discord.apiUrl,
      globalRequestsPerSecond: Number.POSITIVE_INFINITY,
      makeRequest: counted(createMakeRequest(), budget),
    }).setToken(discord.token);
    const replies = createChannelRest(discord.apiUrl, discord.token);
    const reply = async () => {
      const done = await budget.turn(() => true);
      await replies.post(Routes.channelTyping(dm.id));
      done();
    };
    const other = () => all.get(Routes.user());
    await Promise.all(Array.from({ length: 80 }, (_, n) => (n % 2 ? reply() : other())));
    expect(discord.stats.rateLimited).toBe(0);
  });

  test('lets as much through as Discord allows, also if that is more than usual', async (context) => {
    const discord = await openDiscord(context, { global: { limit: 200, windowMs: 1_000 } });
    const budget = new RequestBudget(200);
    const rest = createChannelRest(discord.apiUrl, discord.token);
    const dm = discord.dmWithBot(personOn(discord, 'ada'));
    const send = async () => {
      await budget.turn(() => true);
      await rest.post(Routes.channelTyping(dm.id));
    };
    // None of them counts as answered: all of them count as of the same second.
    await Promise.all(Array.from({ length: 150 }, send));
    expect(discord.stats).toMatchObject({ requests: 150, rateLimited: 0 });
  });

  test('does not keep an interaction waiting, which Discord does not count', async (context) => {
    const discord = await openDiscord(context);
    const budget = new RequestBudget();
    await Promise.all(Array.from({ length: 49 }, () => budget.turn(() => true)));
    const makeRequest = counted(createMakeRequest(), budget);
    const rest = new REST({ api: discord.apiUrl, makeRequest });
    const routes = [Routes.interactionCallback('1', 'token'), Routes.webhook('1', 'token')];
    for (const route of routes) {
      await expect(rest.post(route, { auth: false })).rejects.toThrow(DiscordAPIError);
    }
  });

  test('lets final edits go first', async () => {
    const budget = new RequestBudget();
    const order: string[] = [];
    const ask = (name: string, isUrgent: () => boolean) =>
      budget.turn(isUrgent).then(() => order.push(name));
    let ended = false;
    const turns = await Promise.all(Array.from({ length: 49 }, () => budget.turn(() => true)));
    const asked = [
      ask('progress', () => false),
      ask('progress that ends', () => ended),
      ask('final', () => true),
    ];
    ended = true;
    for (const done of turns) done();
    await Promise.all(asked);
    expect(order).toEqual(['progress that ends', 'final', 'progress']);
  });
});
