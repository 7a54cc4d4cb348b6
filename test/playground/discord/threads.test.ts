import {
  type ButtonInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Message,
  MessageType,
  type TextChannel,
  type ThreadChannel,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { type Channel, type Person, Thread } from '../../../playground/discord/index.ts';
import { button, COMMANDS, connect, leaveStage, next, row, setStage, type Stage } from './bot.ts';

afterEach(leaveStage);

const textChannel = (client: Client, { id }: Channel): TextChannel => {
  const channel = client.channels.cache.get(id);
  if (channel?.type !== ChannelType.GuildText) throw new Error('The bot knows no such channel');
  return channel;
};

/** The bot has opened a private thread and let Ada in. */
const openThread = async (stage: Stage): Promise<{ thread: Thread; opened: ThreadChannel }> => {
  const opened = await textChannel(stage.client, stage.channel).threads.create({
    name: 'Rehearsal',
    type: ChannelType.PrivateThread,
    invitable: false,
  });
  await opened.members.add(stage.ada.id);
  return { thread: threadOf(stage, opened.id), opened };
};

const threadOf = ({ discord }: Stage, id: string): Thread => {
  const thread = discord.channels.get(id);
  if (!(thread instanceof Thread)) throw new Error('There is no such thread');
  return thread;
};

const words = (person: Person, channel: Channel): string[] =>
  person.sees(channel).map(({ content }) => content);

describe('a private thread', () => {
  it('is seen by its members only, and told to its bot', async () => {
    const stage = await setStage();
    const { client, ada, bob, discord } = stage;
    const told = next<ThreadChannel>(client, Events.ThreadCreate);
    const { thread, opened } = await openThread(stage);
    expect((await told).id).toBe(opened.id);
    await opened.send('I am your crush. Go!');
    const received = next<Message>(client, Events.MessageCreate);
    const mention = `<@${client.user.id}> Hi, is this seat taken?`;
    ada.send(thread, { content: mention });
    expect(await received).toMatchObject({ content: mention, channelId: thread.id });
    expect(words(ada, thread)).toEqual(['', 'I am your crush. Go!', mention]);
    expect([words(bob, thread), thread.isVisibleTo(bob)]).toEqual([[], false]);
    expect(() => bob.send(thread, { content: 'Let me in' })).toThrow('cannot see that channel');
    expect([discord.errors, discord.unknownRoutes]).toEqual([[], []]);
  });

  it('says who was added by whom', async () => {
    const stage = await setStage();
    const { thread } = await openThread(stage);
    expect(stage.ada.sees(thread)).toMatchObject([
      { type: MessageType.RecipientAdd, mentions: [{ id: stage.ada.id }], person: undefined },
    ]);
  });

  it('lets those in whom a member mentions, if its members may invite', async () => {
    const stage = await setStage();
    const { ada, bob, channel } = stage;
    const { thread: closed } = await openThread(stage);
    ada.send(closed, { content: `<@${bob.id}> come` });
    const open = ada.startThread(channel, { name: 'Between us', isPrivate: true });
    ada.send(open, { content: `<@${bob.id}> come` });
    expect([closed.isVisibleTo(bob), open.isVisibleTo(bob)]).toEqual([false, true]);
  });

  it('is there for a bot only when it was added to it', async () => {
    const stage = await setStage();
    const { client, ada, channel } = stage;
    const thread = ada.startThread(channel, { name: 'Secrets', isPrivate: true });
    const fetched = client.rest.get(`/channels/${thread.id}`);
    await expect(fetched).rejects.toMatchObject({ status: 403, code: 50_001 });
    const told = next<ThreadChannel>(client, Events.ThreadCreate);
    ada.send(thread, { content: `<@${client.user.id}> help` });
    const joined = await told;
    expect([joined.name, joined.joined]).toEqual(['Secrets', true]);
    await joined.leave();
    const sent = joined.send('Still here?');
    await expect(sent).rejects.toMatchObject({ code: 50_001 });
  });

  it('needs permissions to be opened and written into', async () => {
    const { client, channel, ada, discord } = await setStage();
    const guild = channel.guild;
    const chat = ['ViewChannel', 'SendMessages', 'ReadMessageHistory'] as const;
    const bare = guild?.createTextChannel({ name: 'bare', botPermissions: chat });
    const full = textChannel(client, channel);
    const opened = await full.threads.create({ name: 'a', type: ChannelType.PrivateThread });
    if (!bare) throw new Error('There is no server');
    await discord.until(() => client.channels.cache.has(bare.id));
    const refused = textChannel(client, bare).threads.create({
      name: 'b',
      type: ChannelType.PrivateThread,
    });
    await expect(refused).rejects.toMatchObject({ status: 403, code: 50_013 });
    guild?.setBotPermissions(channel, chat);
    await expect(opened.send('Hello?')).rejects.toMatchObject({ status: 403, code: 50_013 });
    await client.application.commands.set(COMMANDS);
    const received = next<ChatInputCommandInteraction>(client, Events.InteractionCreate);
    await ada.runCommand('advice', {}, channel);
    expect((await received).appPermissions.has('CreatePrivateThreads')).toBe(false);
    guild?.setBotPermissions(channel, []);
    await expect(full.send('Hello?')).rejects.toMatchObject({ status: 403, code: 50_001 });
  });

  it('takes only names that Discord takes', async () => {
    const { client, channel } = await setStage();
    const { threads } = textChannel(client, channel);
    for (const name of ['', '   ', 'x'.repeat(101)]) {
      const refused = threads.create({ name, type: ChannelType.PrivateThread });
      await expect(refused).rejects.toMatchObject({ code: 50_035 });
    }
    const named = await threads.create({ name: 'x'.repeat(100), type: ChannelType.PrivateThread });
    expect(named.name).toHaveLength(100);
  });

  it('carries commands and buttons', async () => {
    const stage = await setStage();
    const { client, ada, channel } = stage;
    await client.application.commands.set(COMMANDS);
    const { thread } = await openThread(stage);
    const received = next<ChatInputCommandInteraction>(client, Events.InteractionCreate);
    const interaction = await ada.runCommand('advice', {}, thread);
    expect(interaction.payload).toMatchObject({
      channel_id: thread.id,
      context: 0,
      channel: {
        type: ChannelType.PrivateThread,
        parent_id: channel.id,
        thread_metadata: { archived: false, locked: false },
      },
    });
    const command = await received;
    expect(command.channel?.isThread()).toBe(true);
    await command.reply({ content: 'Ready?', components: [row(button('end', 'End'))] });
    const clicked = next<ButtonInteraction>(client, Events.InteractionCreate);
    await ada.click(await interaction.reply(), 'End');
    await (await clicked).update({ content: 'Over', components: [] });
    expect(words(ada, thread).at(-1)).toBe('Over');
  });
});

describe('a public thread', () => {
  it('is started from a message, which shows it', async () => {
    const stage = await setStage();
    const { client, ada, bob, channel } = stage;
    const message = ada.send(channel, { content: 'She wrote back!' });
    const opened = await textChannel(client, channel).threads.create({
      name: 'She wrote back',
      startMessage: message.id,
    });
    expect(opened.id).toBe(message.id);
    expect(message.toAPI()).toMatchObject({ flags: 32, thread: { name: 'She wrote back' } });
    const thread = threadOf(stage, opened.id);
    bob.send(thread, { content: 'What did she write?' });
    expect(thread.toAPI()).toMatchObject({ message_count: 1, total_message_sent: 1 });
    expect(ada.sees(thread)).toMatchObject([
      { type: MessageType.ThreadStarterMessage, repliesTo: message },
      { content: 'What did she write?' },
    ]);
    const again = textChannel(client, channel).threads.create({
      name: 'Again',
      startMessage: message.id,
    });
    await expect(again).rejects.toMatchObject({ code: 160_004 });
  });

  it('that is started without a message is announced in its channel', async () => {
    const { client, ada, channel } = await setStage();
    await textChannel(client, channel).threads.create({
      name: 'Poems',
      type: ChannelType.PublicThread,
    });
    expect(ada.sees(channel)).toMatchObject([
      { type: MessageType.ThreadCreated, content: 'Poems' },
    ]);
  });
});

describe('a thread', () => {
  it('is renamed, archived and taken back by whoever started it', async () => {
    const stage = await setStage();
    const { thread, opened } = await openThread(stage);
    await opened.setName('Second try');
    await opened.setArchived(true);
    expect([thread.name, thread.archived]).toEqual(['Second try', true]);
    const renamed = stage.client.rest.patch(`/channels/${thread.id}`, { body: { name: 'x' } });
    await expect(renamed).rejects.toMatchObject({ status: 400, code: 50_083 });
    const update = next(stage.client, Events.ThreadUpdate);
    stage.ada.send(thread, { content: 'One more thing' });
    await update;
    expect([thread.archived, opened.archived]).toEqual([false, false]);
    await expect(opened.delete()).rejects.toMatchObject({ status: 403, code: 50_013 });
  });

  it('that a moderator has closed takes no more messages', async () => {
    const stage = await setStage();
    const { ada, discord } = stage;
    const { thread, opened } = await openThread(stage);
    const message = await opened.send('Go!');
    discord.threads.change(thread, { locked: true }, ada.id);
    await expect(opened.send('More')).rejects.toMatchObject({ code: 160_005 });
    discord.threads.change(thread, { archived: true }, ada.id);
    await expect(opened.send('More')).rejects.toMatchObject({ code: 50_083 });
    await expect(message.edit('Stop!')).rejects.toMatchObject({ code: 50_083 });
    expect(() => ada.send(thread, { content: 'Hello?' })).toThrow('locked');
  });

  it('is gone for everybody when a moderator deletes it', async () => {
    const stage = await setStage();
    const { thread, opened } = await openThread(stage);
    const gone = next<ThreadChannel>(stage.client, Events.ThreadDelete);
    stage.discord.threads.delete(thread);
    expect((await gone).id).toBe(opened.id);
    await expect(opened.send('Hello?')).rejects.toMatchObject({ status: 404, code: 10_003 });
  });

  it('is known to a bot that connects later, or that is let into its channel', async () => {
    const stage = await setStage();
    const { discord, client, channel } = stage;
    const { thread } = await openThread(stage);
    const later = await connect(discord);
    expect(later.channels.cache.has(thread.id)).toBe(true);
    channel.guild?.setBotPermissions(channel, []);
    const synced = next<Map<string, ThreadChannel>>(client, Events.ThreadListSync);
    channel.guild?.setBotPermissions(channel, ['ViewChannel']);
    expect([...(await synced).keys()]).toEqual([thread.id]);
  });

  it('tells who is in it one by one, and all of them only to a bot that may see members', async () => {
    const stage = await setStage({ guildMembers: true });
    const { thread, opened } = await openThread(stage);
    const all = await opened.members.fetch();
    expect([...all.keys()]).toEqual([stage.client.user.id, stage.ada.id]);
    await opened.members.remove(stage.ada.id);
    expect(thread.isVisibleTo(stage.ada)).toBe(false);
    const one = opened.members.fetch({ member: stage.ada.id, force: true });
    await expect(one).rejects.toMatchObject({ status: 404, code: 10_007 });
    await leaveStage();
    const plain = await setStage();
    const { opened: other } = await openThread(plain);
    await expect(other.members.fetch()).rejects.toMatchObject({ status: 403, code: 50_001 });
  });
});

it('REST finds no channel of a server where only a person has installed the bot', async () => {
  const { client, discord } = await setStage();
  const away = discord.createGuild({ name: 'Away', botInstalled: false });
  const { id } = away.createTextChannel({ name: 'chat' });
  const body = { name: 'Rehearsal', type: ChannelType.PrivateThread };
  const opened = client.rest.post(`/channels/${id}/threads`, { body });
  await expect(opened).rejects.toMatchObject({ status: 403, code: 50_001 });
});
