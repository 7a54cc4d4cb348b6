import type { Message as BotMessage } from 'discord.js';
import { ChannelType, Events, MessageFlags, MessageReferenceType, MessageType } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { LoopbackDiscord } from '../../../playground/discord/index.ts';
import { leaveStage, next, setStage } from './bot.ts';

afterEach(leaveStage);

const MEGABYTE = 1024 * 1024;

/** The first bytes of a picture of 640 by 480. */
const PICTURES = {
  'a.png': '89504e470d0a1a0a0000000d49484452 00000280000001e0 0806000000',
  'a.gif': '474946383961 8002e001 f70000',
  'a.jpg': 'ffd8 ffe000104a46494600010100000100010000 ffc0001108 01e00280 03012200021101',
  'a.webp': '5249464624000000574542505650382018000000 300100 9d012a 8002e001 0002',
  'b.webp': '524946462400000057454250565038581800000000000000 7f0200 df0100',
  'c.webp': '52494646240000005745425056503 84c180000002f 7fc27700 0000000000',
};

describe('a forwarded message', () => {
  it('is a snapshot without words of its own, which a server keeps from the bot', async () => {
    const { client, discord, ada, bob, channel } = await setStage();
    const attachments = [{ name: 'a.png', data: Buffer.from('a') }];
    const before = next(client, Events.MessageCreate);
    const said = bob.send(channel, { content: 'I miss you', attachments });
    await before;
    const received = next<BotMessage>(client, Events.MessageCreate);
    ada.forward(said, channel);
    const message = await received;
    expect(message).toMatchObject({
      type: MessageType.Default,
      content: '',
      system: false,
      reference: { type: MessageReferenceType.Forward, messageId: said.id, channelId: channel.id },
    });
    expect(message.flags.has(MessageFlags.HasSnapshot)).toBe(true);
    expect(message.messageSnapshots.first()?.content).toBe('');
    expect(ada.forward(said, discord.dmWithBot(ada)).toAPI()).toMatchObject({
      content: '',
      attachments: [],
      message_snapshots: [
        { message: { content: 'I miss you', attachments: [{ filename: 'a.png' }] } },
      ],
    });
  });
});

describe('a reply', () => {
  it('shows what it answers, and pings its author unless told not to', async () => {
    const { client, discord, ada, bob, channel } = await setStage();
    const question = ada.send(channel, { content: 'Does she like me?' });
    const silent = bob.send(channel, { content: 'Ask', replyTo: question, pingsAuthor: false });
    expect([silent.type, silent.mentions]).toEqual([MessageType.Reply, []]);
    const ofBot = await send(client, channel.id, 'I think so');
    const answer = botMessage(discord, ofBot.id);
    const received = next<BotMessage>(client, Events.MessageCreate);
    ada.send(channel, { content: 'Why?', replyTo: answer });
    const reply = await received;
    expect(reply).toMatchObject({
      type: MessageType.Reply,
      content: 'Why?',
      reference: { messageId: answer.id, channelId: channel.id },
    });
    expect(reply.mentions.repliedUser?.id).toBe(client.user.id);
    expect(reply.mentions.users.has(client.user.id)).toBe(true);
  });

  it('without a ping keeps its content from the bot', async () => {
    const { client, discord, ada, channel } = await setStage();
    const { id } = await send(client, channel.id, 'I think so');
    const received = next<BotMessage>(client, Events.MessageCreate);
    ada.send(channel, { content: 'Why?', replyTo: botMessage(discord, id), pingsAuthor: false });
    expect(await received).toMatchObject({ content: '', type: MessageType.Reply });
  });

  it('that pings the bot does not show it what others said', async () => {
    const { client, ada, bob, channel } = await setStage();
    const before = next(client, Events.MessageCreate);
    const said = bob.send(channel, { content: 'Only between us' });
    await before;
    const received = next<BotMessage>(client, Events.MessageCreate);
    ada.send(channel, { content: `<@${client.user.id}> and now?`, replyTo: said });
    const reply = await received;
    expect(reply.content).toContain('and now?');
    expect(await reply.fetchReference()).toHaveProperty('content', '');
  });
});

describe('a file', () => {
  it('comes with its size, its type and, of a picture, its measures', async () => {
    const { client, discord, ada } = await setStage();
    await client.users.createDM(ada.id);
    const dm = discord.dmWithBot(ada);
    const files = Object.entries(PICTURES).map(([name, hex]) => ({
      name,
      data: Buffer.from(hex.replaceAll(' ', ''), 'hex'),
    }));
    const received = next<BotMessage>(client, Events.MessageCreate);
    ada.send(dm, { attachments: [...files, { name: 'diary.txt', data: 'Dear diary' }] });
    const attachments = [...(await received).attachments.values()];
    const text = attachments.pop();
    expect(attachments.map(({ name, contentType }) => `${name} ${contentType}`)).toEqual([
      'a.png image/png',
      'a.gif image/gif',
      'a.jpg image/jpeg',
      'a.webp image/webp',
      'b.webp image/webp',
      'c.webp image/webp',
    ]);
    for (const picture of attachments) expect(picture).toMatchObject({ width: 640, height: 480 });
    expect([text?.size, text?.width]).toEqual([10, null]);
    const served = await fetch(text?.url ?? '');
    expect(served.headers.get('content-length')).toBe('10');
    expect(await served.text()).toBe('Dear diary');
  });

  it('is refused when it is too large, except from who pays for more', async () => {
    const { discord, ada } = await setStage();
    const rich = discord.createPerson({ username: 'rich', uploadLimit: 500 * MEGABYTE });
    const large = { name: 'film.png', data: new Uint8Array(11 * MEGABYTE) };
    expect(() => ada.send(discord.dmWithBot(ada), { attachments: [large] })).toThrow(
      'too powerful: max. 10 MB',
    );
    const sent = rich.send(discord.dmWithBot(rich), { attachments: [large] });
    expect(sent.attachments[0]?.size).toBe(11 * MEGABYTE);
    const many = Array.from({ length: 11 }, (_, n) => ({ name: `${n}.txt`, data: 'x' }));
    expect(() => ada.send(discord.dmWithBot(ada), { attachments: many })).toThrow('10 files');
  });

  it('may be gone, or break off in the middle', async () => {
    const { discord, ada } = await setStage();
    const { attachments } = ada.send(discord.dmWithBot(ada), {
      attachments: [{ name: 'a.txt', data: 'x'.repeat(1000) }],
    });
    const url = attachments[0]?.url ?? '';
    const restore = discord.faults.add({ route: /^\/attachments\//, status: 404 });
    expect((await fetch(url)).status).toBe(404);
    restore();
    discord.faults.add({ route: /^\/attachments\//, cutAfterBytes: 100, times: 1 });
    await expect((await fetch(url)).text()).rejects.toThrow('terminated');
    expect(await (await fetch(url)).text()).toHaveLength(1000);
  });

  it('of a bot has the same limit', async () => {
    const { client, channel } = await setStage();
    const to = client.channels.cache.get(channel.id);
    if (!to?.isSendable()) throw new Error('The bot cannot write there');
    const sent = to.send({ files: [{ attachment: Buffer.alloc(11 * MEGABYTE), name: 'a.png' }] });
    await expect(sent).rejects.toMatchObject({ status: 413, code: 40_005 });
  });
});

describe('a message of the bot', () => {
  it('is sent once with one nonce', async () => {
    const { client, discord, ada } = await setStage();
    const dm = await client.users.createDM(ada.id);
    const once = { content: 'How did it go?', nonce: 'checkin-1', enforceNonce: true };
    const [first, second] = [await dm.send(once), await dm.send(once)];
    expect(second.id).toBe(first.id);
    const other = await dm.send({ ...once, nonce: 'checkin-2' });
    expect(other.id).not.toBe(first.id);
    expect(ada.sees(discord.dmWithBot(ada))).toHaveLength(2);
  });

  it('may repeat a nonce that is not enforced', async () => {
    const { client, discord, ada } = await setStage();
    const dm = await client.users.createDM(ada.id);
    for (const _ of Array(2)) await dm.send({ content: 'Hello', nonce: 7 });
    expect(ada.sees(discord.dmWithBot(ada))).toHaveLength(2);
  });
});

it('a message says in what kind of channel it was written', async () => {
  const { client, discord, ada, channel } = await setStage();
  await client.users.createDM(ada.id);
  const types: unknown[] = [];
  discord.on('dispatch', ({ event, data }) => {
    if (event === 'MESSAGE_CREATE') types.push(data['channel_type']);
  });
  ada.send(channel, { content: 'Hello all' });
  ada.send(discord.dmWithBot(ada), { content: 'Hello bot' });
  const thread = ada.startThread(channel, { name: 'Hello', isPrivate: true });
  ada.send(thread, { content: `Hello <@${client.user.id}>` });
  expect(types).toEqual([ChannelType.GuildText, ChannelType.DM, ChannelType.PrivateThread]);
});

it('a message that its author rewords reaches the bot again', async () => {
  const { client, discord, ada } = await setStage();
  await client.users.createDM(ada.id);
  const received = next<BotMessage>(client, Events.MessageCreate);
  const message = ada.send(discord.dmWithBot(ada), { content: 'She lieks me' });
  const sent = await received;
  const edited = next(client, Events.MessageUpdate);
  ada.edit(message, 'She likes me');
  await edited;
  expect(sent.content).toBe('She likes me');
  expect(sent.editedAt).not.toBeNull();
});

const send = async (
  client: Awaited<ReturnType<typeof setStage>>['client'],
  channelId: string,
  content: string,
): Promise<BotMessage> => {
  const channel = client.channels.cache.get(channelId);
  if (!channel?.isSendable()) throw new Error('The bot cannot write there');
  return channel.send(content);
};

const botMessage = (discord: LoopbackDiscord, id: string) => {
  for (const { messages } of discord.channels.values()) {
    const message = messages.get(id);
    if (message) return message;
  }
  throw new Error('There is no such message');
};
