import type { ChatInputCommandInteraction, Message } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, leaveStage, next, setStage, start } from './bot.ts';

afterEach(leaveStage);

const COMMAND = { name: 'advice', description: 'Ask' };

describe('the gateway', () => {
  it('greets a bot with who it is and its servers', async () => {
    const { client, discord, channel } = await setStage();
    await discord.ready();
    expect(client.user.id).toBe(discord.applicationId);
    expect(client.guilds.cache.map(({ name }) => name)).toEqual(['Home']);
    expect(client.channels.cache.has(channel.id)).toBe(true);
    const joined = next<{ name: string }>(client, 'guildCreate');
    discord.createGuild({ name: 'Second' });
    expect(await joined).toHaveProperty('name', 'Second');
  });

  it('refuses a wrong token', async () => {
    const { discord } = await setStage();
    const socket = new WebSocket(discord.gatewayUrl);
    const closed = Promise.withResolvers<number>();
    socket.addEventListener('close', ({ code }) => closed.resolve(code));
    socket.addEventListener('open', () => {
      socket.send(JSON.stringify({ op: 2, d: { token: 'x', intents: 0, properties: {} } }));
    });
    expect(await closed.promise).toBe(4004);
  });

  it('shows content without the intent only in DMs and where the bot is mentioned', async () => {
    const { client, discord, ada, channel } = await setStage();
    const contents: string[] = [];
    const both = Promise.withResolvers<void>();
    client.on('messageCreate', ({ content }) => {
      contents.push(content);
      if (contents.length === 2) both.resolve();
    });
    ada.send(channel, { content: 'Between people' });
    const mention = `<@${discord.applicationId}> hello`;
    ada.send(channel, { content: mention });
    await both.promise;
    expect(contents).toEqual(['', mention]);
  });

  it('replays to a client that was cut off what it missed', async () => {
    const { client, discord, ada, channel } = await setStage();
    await client.application.commands.set([COMMAND]);
    const received = next<ChatInputCommandInteraction>(client, 'interactionCreate');
    const resumed = next(client, 'shardResume');
    discord.gateway.disconnect();
    await discord.until(() => discord.gateway.connected.length === 0);
    const interaction = await ada.runCommand('advice', {}, channel);
    await resumed;
    expect((await received).id).toBe(interaction.id);
  });

  it('makes clients resume when it asks them to reconnect', async () => {
    const { client, discord } = await setStage();
    const resumed = next(client, 'shardResume');
    discord.gateway.requestReconnect();
    await resumed;
    expect(discord.gateway.connected).toHaveLength(1);
  });

  it('makes clients identify anew when their session is not resumable', async () => {
    const { client, discord } = await setStage();
    const [before] = discord.gateway.connected;
    const ready = next(client, 'shardReady');
    const connected: number[] = [];
    discord.on('change', ({ kind }) => {
      if (kind === 'gateway') connected.push(discord.gateway.connected.length);
    });
    discord.gateway.invalidateSessions({ resumable: false });
    // Nobody is told of what happens from now on.
    expect(connected).toEqual([0]);
    await ready;
    expect(discord.gateway.connected[0]?.id).not.toBe(before?.id);
  });

  it('delivers the same interaction again', async () => {
    const { client, discord, ada, channel } = await setStage();
    await client.application.commands.set([COMMAND]);
    const ids: string[] = [];
    const both = Promise.withResolvers<void>();
    client.on('interactionCreate', ({ id }) => {
      ids.push(id);
      if (ids.length === 2) both.resolve();
    });
    const interaction = await ada.runCommand('advice', {}, channel);
    discord.redeliver(interaction);
    await both.promise;
    expect(ids).toEqual([interaction.id, interaction.id]);
  });

  it('sends to every connected client, and servers only to their shard', async () => {
    const discord = await start({ shards: 2 });
    const channel = discord.createGuild({ name: 'Home' }).createTextChannel({ name: 'general' });
    const ada = discord.createPerson({ username: 'ada' });
    const shards = new Set<number>();
    const first = await connect(discord, { shards: 'auto' });
    const second = await connect(discord, { shards: 'auto' });
    await first.application.commands.set([COMMAND]);
    expect(discord.gateway.connected).toHaveLength(4);
    discord.on('dispatch', ({ event, shard }) => {
      if (event === 'INTERACTION_CREATE') shards.add(shard);
    });
    const both = [first, second].map((client) => next(client, 'interactionCreate'));
    await ada.runCommand('advice', {}, channel);
    await Promise.all(both);
    expect([...shards]).toEqual([Number((BigInt(channel.guild?.id ?? 0) >> 22n) % 2n)]);
  });

  it('goes down with everything else, and comes back', async () => {
    const { client, discord } = await setStage();
    discord.outage(true);
    await expect(client.rest.get('/users/@me')).rejects.toHaveProperty('status', 503);
    await discord.until(() => discord.gateway.connected.length === 0);
    const back = next(client, 'shardResume');
    discord.outage(false);
    await back;
    await discord.ready();
  });
});

describe('direct messages', () => {
  it('go both ways, and not to those who do not want them', async () => {
    const { client, discord, ada } = await setStage();
    const user = await client.users.fetch(ada.id);
    await user.send('Hello Ada');
    expect(ada.sees(discord.dmWithBot(ada))).toMatchObject([{ content: 'Hello Ada' }]);
    const closed = discord.createPerson({ username: 'closed', acceptsDirectMessages: false });
    const other = await client.users.fetch(closed.id);
    await expect(other.send('Hello')).rejects.toMatchObject({ status: 403, code: 50_007 });
    const received = next<Message>(client, 'messageCreate');
    ada.send(discord.dmWithBot(ada), { content: 'Hi bot' });
    expect(await received).toHaveProperty('content', 'Hi bot');
  });
});
