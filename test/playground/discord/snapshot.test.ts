import { type ButtonInteraction, MessageFlags } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { parseSnapshot, type Snapshot } from '../../../playground/discord/index.ts';
import { button, connect, leaveStage, next, row, runAdvice, start } from './bot.ts';

afterEach(leaveStage);

/** As it comes back from a disk. */
const stored = ({ files, ...state }: Snapshot): Snapshot =>
  parseSnapshot({ ...JSON.parse(JSON.stringify(state)), files });

describe('a Discord that goes on from a snapshot', () => {
  test('is the same to its bot and to its people', async () => {
    const { discord, command, ada, bob, channel } = await runAdvice();
    await command.reply({ content: '**Only** for Ada', flags: MessageFlags.Ephemeral });
    ada.send(channel, { content: `Hello <@${bob.id}>` });
    const before = discord.snapshot();

    const later = await start({ state: stored(before) });
    expect(later.token).toBe(discord.token);
    expect(later.commands.list(undefined)).toEqual(discord.commands.list(undefined));
    const again = later.channels.get(channel.id);
    const sees = (id: string) =>
      later.people
        .get(id)!
        .sees(again!)
        .map((message) => message.toAPI());
    expect(sees(ada.id)).toEqual(ada.sees(channel).map((message) => message.toAPI()));
    expect(sees(bob.id)).toHaveLength(1);
    // A snapshot of what was restored is the same snapshot, but for where files are served from.
    const { url: _, interactions, ...rest } = later.snapshot();
    const { url: __, interactions: earlier, ...expected } = before;
    expect(rest).toEqual(expected);
    expect(interactions.map(({ id, token }) => [id, token])).toEqual(
      earlier.map(({ id, token }) => [id, token]),
    );
  });

  test('takes clicks on the buttons of old messages, private ones included', async () => {
    const { discord, command, ada, channel } = await runAdvice();
    await command.reply({
      content: 'Well?',
      components: [row(button('more', 'More'))],
      flags: MessageFlags.Ephemeral,
    });
    const later = await start({ state: stored(discord.snapshot()) });
    const client = await connect(later);
    const person = later.people.get(ada.id)!;
    const message = person.sees(later.channels.get(channel.id)!)[0]!;
    const received = next<ButtonInteraction>(client, 'interactionCreate');
    await person.click(message, 'More');
    const click = await received;
    expect(click.message.id).toBe(message.id);
    await click.update({ content: 'More it is', components: [] });
    expect(message.content).toBe('More it is');
  });

  test('lets the bot go on with an answer whose token still lives', async () => {
    const { discord, command, interaction } = await runAdvice();
    await command.deferReply();
    const later = await start({ state: stored(discord.snapshot()) });
    const reply = later.interactions.get(interaction.id)!.original!;
    expect(reply.thinking).toBe(true);
    const url = `${later.apiUrl}/v10/webhooks/${later.applicationId}/${interaction.token}/messages/@original`;
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ content: 'At last' });
    expect((await fetch(url, { method: 'PATCH', headers, body })).status).toBe(200);
    expect(reply).toMatchObject({ content: 'At last', thinking: false });
  });

  test('does not think for ever about what nobody can answer any more', async () => {
    const { discord, command, interaction, ada, channel } = await runAdvice();
    await command.deferReply();
    discord.expireToken(interaction);
    const later = await start({ state: stored(discord.snapshot()) });
    const seen = () => later.people.get(ada.id)!.sees(later.channels.get(channel.id)!)[0]!;
    await later.until(() => !seen().thinking);
    expect(seen().content).toBe('The application did not respond');
  });

  test('serves attachments from where it is now', async () => {
    const { discord, ada, channel } = await runAdvice();
    ada.send(channel, {
      attachments: [{ name: 'a.txt', data: 'kept', contentType: 'text/plain' }],
    });
    const later = await start({ state: stored(discord.snapshot()) });
    const [message] = later.channels.get(channel.id)!.messages.values();
    const url = message!.attachments[0]!.url;
    expect(url.startsWith(later.url)).toBe(true);
    expect(await (await fetch(url)).text()).toBe('kept');
  });

  test('keeps threads with who is in them, and what was said there', async () => {
    const { discord, client, ada, bob, channel } = await runAdvice();
    const question = ada.send(channel, { content: 'She wrote back!' });
    const ownerId = client.user.id;
    const started = discord.threads.start(channel, {
      name: 'What now?',
      ownerId,
      message: question,
    });
    const secret = discord.threads.start(channel, { name: 'Rehearsal', ownerId, isPrivate: true });
    discord.threads.add(secret, ada.id, ownerId);
    const line = ada.send(secret, { content: 'Is this seat taken?' });
    ada.send(secret, { attachments: [{ name: 'a.txt', data: 'x' }], replyTo: line });
    const shot = ada.send(channel, { attachments: [{ name: 'a.png', data: 'x' }] });
    ada.forward(shot, secret);
    discord.threads.change(started, { archived: true, locked: true }, ada.id);
    channel.guild?.setBotPermissions(channel, ['ViewChannel']);
    const before = discord.snapshot();

    const later = await start({ state: stored(before) });
    const [thread, rehearsal] = later.guilds.get(channel.guild!.id)!.threads;
    const people = [ada, bob].map(({ id }) => later.people.get(id)!);
    expect(thread).toMatchObject({ name: 'What now?', archived: true, locked: true });
    expect(people.map((person) => rehearsal?.isVisibleTo(person))).toEqual([true, false]);
    expect(later.channels.get(channel.id)?.botMay('SendMessages')).toBe(false);
    const again = [...rehearsal!.messages.values()].map((message) => message.toAPI());
    const expected = [...secret.messages.values()].map((message) => message.toAPI());
    expect(JSON.stringify(again).replaceAll(later.url, discord.url)).toBe(JSON.stringify(expected));
    expect(later.channels.get(channel.id)?.messages.get(question.id)?.thread).toBe(thread);
    expect(later.snapshot().channels).toEqual(before.channels);
  });

  test('never gives an id twice, even if the clock was set back', async () => {
    const { discord, ada, channel } = await runAdvice();
    const state = stored(discord.snapshot());
    const ahead = ((BigInt(Date.now() + 60_000 - 1_420_070_400_000) << 22n) | 4000n).toString();
    state.people.push({ ...state.people[0]!, id: ahead, username: 'from the future' });
    const later = await start({ state });
    const message = later.people
      .get(ada.id)!
      .send(later.channels.get(channel.id)!, { content: 'x' });
    expect(BigInt(message.id)).toBeGreaterThan(BigInt(ahead));
  });

  test('says in the channel that a command was never answered, when it was open at the end', async () => {
    const { discord, ada, channel } = await runAdvice();
    const later = await start({ state: stored(discord.snapshot()) });
    const person = later.people.get(ada.id)!;
    const notices = person.sees(later.channels.get(channel.id)!);
    expect(notices.map(({ content }) => content)).toEqual(['The application did not respond']);
    person.deleteMessage(notices[0]!);
    expect(person.sees(later.channels.get(channel.id)!)).toEqual([]);
  });
});
