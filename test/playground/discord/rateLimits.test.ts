import type { ChatInputCommandInteraction } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../../playground/discord/index.ts';
import { leaveStage, next, setStage, type Stage } from './bot.ts';

afterEach(leaveStage);

/** Asks by hand, so that no client waits for a bucket. */
const ask = (
  { discord }: Stage,
  method: string,
  path: string,
  body?: object,
  token = discord.token,
): Promise<Response> =>
  fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

const original = async (stage: Stage): Promise<string> => {
  await stage.client.application.commands.set([{ name: 'advice', description: 'Ask' }]);
  const received = next<ChatInputCommandInteraction>(stage.client, 'interactionCreate');
  await stage.ada.runCommand('advice', {}, stage.channel);
  const command = await received;
  await command.deferReply();
  return `/webhooks/${command.applicationId}/${command.token}/messages/@original`;
};

describe('rate limits', () => {
  it('are told in headers, and exceeding one gets 429', async () => {
    const stage = await setStage({ limits: { interaction: { limit: 2, windowMs: 60_000 } } });
    const path = await original(stage);
    const first = await ask(stage, 'PATCH', path, { content: '1' });
    const second = await ask(stage, 'PATCH', path, { content: '2' });
    const third = await ask(stage, 'PATCH', path, { content: '3' });
    expect(first.headers.get('X-RateLimit-Limit')).toBe('2');
    expect(first.headers.get('X-RateLimit-Remaining')).toBe('1');
    expect(second.headers.get('X-RateLimit-Remaining')).toBe('0');
    expect(second.headers.get('X-RateLimit-Bucket')).toMatch(/^[0-9a-f]{32}$/);
    expect(Number(second.headers.get('X-RateLimit-Reset-After'))).toBeLessThanOrEqual(60);
    expect(third.status).toBe(429);
    expect(third.headers.get('Retry-After')).toBe('60');
    expect(await third.json()).toMatchObject({
      message: 'You are being rate limited.',
      global: false,
      retry_after: expect.closeTo(60, 0) as number,
    });
    expect(stage.discord.stats).toMatchObject({ rateLimited: 1, invalidRequests: 1 });
  });

  it('make discord.js wait, and no request is refused', async () => {
    const stage = await setStage({ limits: { channelCreate: { limit: 2, windowMs: 100 } } });
    const channel = await stage.client.channels.fetch(stage.channel.id);
    if (!channel?.isSendable()) throw new Error('The channel is missing');
    await Promise.all(['1', '2', '3'].map((content) => channel.send(content)));
    expect(stage.discord.stats.rateLimited).toBe(0);
    expect([...stage.channel.messages.values()].map(({ content }) => content)).toEqual([
      '1',
      '2',
      '3',
    ]);
  });

  it('can be changed while it runs, and taken away', async () => {
    const stage = await setStage();
    const path = await original(stage);
    stage.discord.limits.interaction = null;
    const free = await ask(stage, 'PATCH', path, { content: '1' });
    expect(free.headers.has('X-RateLimit-Limit')).toBe(false);
    stage.discord.limits.interaction = { limit: 30, windowMs: 10_000 };
    const limited = await ask(stage, 'PATCH', path, { content: '2' });
    expect(limited.headers.get('X-RateLimit-Limit')).toBe('30');
  });

  it('hold for all requests together, except those with an interaction token', async () => {
    const stage = await setStage();
    const path = await original(stage);
    stage.discord.limits.interaction = null;
    stage.discord.limits.global = { limit: 3, windowMs: 60_000 };
    const answers = (method: string, target: string, body?: object): Promise<Response[]> =>
      Promise.all(Array.from({ length: 60 }, () => ask(stage, method, target, body)));
    const edits = await answers('PATCH', path, { content: 'x' });
    expect(new Set(edits.map(({ status }) => status))).toEqual(new Set([200]));
    // Of which window each is, the one before or this one, is not known here.
    const refused = (await answers('GET', '/users/@me')).find(({ status }) => status === 429);
    expect(refused?.headers.get('X-RateLimit-Scope')).toBe('global');
    expect(await refused?.json()).toHaveProperty('global', true);
  });
});

describe('access', () => {
  it('needs the bot token', async () => {
    const stage = await setStage();
    const refused = await ask(stage, 'GET', '/users/@me', undefined, 'nonsense');
    expect([refused.status, await refused.json()]).toEqual([
      401,
      { message: '401: Unauthorized', code: 0 },
    ]);
    expect(stage.discord.stats.invalidRequests).toBe(1);
  });

  it('to an unknown route is answered with 404 and remembered', async () => {
    const stage = await setStage();
    const refused = await ask(stage, 'GET', '/nothing/here');
    expect([refused.status, await refused.json()]).toMatchObject([404, { code: 0 }]);
    expect(stage.discord.unknownRoutes).toEqual(['GET /nothing/here']);
  });
});

describe('faults', () => {
  it('answer with an error, cut the connection or delay, as often as asked', async () => {
    const stage = await setStage();
    const { discord } = stage;
    discord.faults.add({ route: /^\/users\/@me$/, status: 500, times: 1 });
    expect((await ask(stage, 'GET', '/users/@me')).status).toBe(500);
    expect((await ask(stage, 'GET', '/users/@me')).status).toBe(200);
    discord.faults.add({ method: 'GET', route: /:guild/, reset: true, times: 1 });
    const guild = `/guilds/${stage.channel.guild?.id}`;
    await expect(ask(stage, 'GET', guild)).rejects.toThrow('fetch failed');
    discord.faults.add({ route: /guilds/, delayMs: 20 });
    const started = performance.now();
    expect((await ask(stage, 'GET', guild)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(15);
  });

  it('can be rate limits, which are counted apart from those that the bot runs into', async () => {
    const stage = await setStage({ limits: { channelCreate: { limit: 1, windowMs: 60_000 } } });
    stage.discord.faults.add({ route: /messages$/, status: 429, retryAfter: 2, times: 1 });
    const path = `/channels/${stage.channel.id}/messages`;
    const send = () => ask(stage, 'POST', path, { content: 'Hi' });
    const injected = await send();
    expect([injected.status, injected.headers.get('Retry-After')]).toEqual([429, '2']);
    await send();
    expect((await send()).status).toBe(429);
    expect(stage.discord.stats).toMatchObject({ rateLimited: 2, rateLimitedByFault: 1 });
  });

  it('can lose the answer to a request that took effect', async () => {
    const stage = await setStage();
    stage.discord.faults.add({ route: /messages$/, status: 502, applied: true, times: 1 });
    const path = `/channels/${stage.channel.id}/messages`;
    expect((await ask(stage, 'POST', path, { content: 'Sent' })).status).toBe(502);
    expect(stage.ada.sees(stage.channel)).toMatchObject([{ content: 'Sent' }]);
  });

  it('every request is told of, with its bucket', async () => {
    const stage = await setStage();
    const records: RequestRecord[] = [];
    stage.discord.on('request', (record) => records.push(record));
    await ask(stage, 'POST', `/channels/${stage.channel.id}/messages`, { content: 'Hi' });
    expect(records).toMatchObject([
      {
        method: 'POST',
        route: '/channels/:channel/messages',
        status: 200,
        limit: 5,
        remaining: 4,
        requestBytes: 16,
      },
    ]);
  });
});
