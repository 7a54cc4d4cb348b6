import {
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { button, COMMANDS, leaveStage, next, row, runAdvice, setStage } from './bot.ts';

afterEach(leaveStage);

describe('a command', () => {
  it('reaches discord.js complete', async () => {
    const { command, channel, ada, discord } = await runAdvice();
    expect(command.options.getString('question')).toBe('How?');
    expect(command.guildId).toBe(channel.guild?.id);
    expect(command.channel?.id).toBe(channel.id);
    expect(command.user.displayName).toBe(ada.displayName);
    expect(command.memberPermissions?.has('SendMessages')).toBe(true);
    expect(command.context).toBe(0);
    expect(discord.errors).toEqual([]);
  });

  it('shows "thinking", then each edit in place, then follow-ups', async () => {
    const { command, interaction, ada, channel, discord } = await runAdvice();
    await command.deferReply();
    const message = await interaction.reply();
    expect([message.thinking, interaction.state]).toEqual([true, 'deferred']);
    await command.editReply('Listen');
    await command.editReply(' Listen first. \n');
    await command.followUp('More');
    expect(message).toMatchObject({
      thinking: false,
      content: 'Listen first.',
      sentContent: ' Listen first. \n',
    });
    expect(message.history.map(({ content }) => content)).toEqual(['Listen', 'Listen first.']);
    expect(interaction.messages().map(({ content }) => content)).toEqual(['Listen first.', 'More']);
    expect(ada.sees(channel)).toEqual(interaction.messages());
    expect([discord.errors, discord.unknownRoutes]).toEqual([[], []]);
  });

  it('is answered by the first follow-up when its answer was deferred', async () => {
    const { command, interaction } = await runAdvice();
    await command.deferReply({ flags: MessageFlags.Ephemeral });
    await command.followUp('Here');
    await command.followUp('And here');
    const [first, second] = interaction.messages();
    expect(first).toMatchObject({ content: 'Here', ephemeral: true, thinking: false });
    expect(second).toMatchObject({ content: 'And here', ephemeral: false });
  });

  it('returns the message that it made when asked to', async () => {
    const { command, interaction } = await runAdvice();
    const response = await command.reply({ content: 'Hi', withResponse: true });
    const message = await interaction.reply();
    expect(response.resource?.message?.id).toBe(message.id);
    expect(await command.fetchReply()).toHaveProperty('content', 'Hi');
  });

  it('can be answered for one person only', async () => {
    const { command, interaction, ada, bob, channel } = await runAdvice();
    await command.reply({ content: 'Between us', flags: MessageFlags.Ephemeral });
    const message = await interaction.reply();
    expect(ada.sees(channel)).toEqual([message]);
    expect(bob.sees(channel)).toEqual([]);
    const fetched = command.channel?.messages.fetch({ message: message.id, force: true });
    await expect(fetched).rejects.toMatchObject({ code: 10_008 });
  });

  it('takes files and gives them an address', async () => {
    const data = new Uint8Array([1, 2, 3]);
    const { command, interaction, ada, channel } = await runAdvice(
      {},
      { screenshot: { name: 'chat.png', contentType: 'image/png', data } },
    );
    const screenshot = { name: 'film.png', data: new Uint8Array(11 * 1024 * 1024) };
    await expect(ada.runCommand('advice', { screenshot }, channel)).rejects.toThrow('max. 10 MB');
    const chosen = command.options.getAttachment('screenshot', true);
    const bytes = await (await fetch(chosen.url)).bytes();
    expect([chosen.contentType, bytes]).toEqual(['image/png', data]);
    await command.reply({
      content: 'Yours',
      files: [{ attachment: Buffer.from('hi'), name: 'a.txt' }],
    });
    const [attachment] = (await interaction.reply()).attachments;
    expect(attachment).toMatchObject({ filename: 'a.txt', size: 2 });
    expect(await (await fetch(attachment?.url as string)).text()).toBe('hi');
  });

  it('can come from a message, and brings it along', async () => {
    const { client, ada, bob, channel } = await setStage();
    await client.application.commands.set(COMMANDS);
    const message = bob.send(channel, { content: 'She left me on read' });
    const received = next<MessageContextMenuCommandInteraction>(client, 'interactionCreate');
    await ada.runMessageCommand('Get advice', message);
    expect((await received).targetMessage.content).toBe('She left me on read');
  });

  it('gets five follow-ups at most where only the person installed the app', async () => {
    const { client, discord, bob } = await setStage({ limits: { interaction: null } });
    await client.application.commands.set(COMMANDS);
    const cat = discord.createPerson({ username: 'cat', userInstalled: true });
    const received = next<ChatInputCommandInteraction>(client, 'interactionCreate');
    await cat.runCommand('advice', {}, discord.privateChannel([cat, bob]));
    const command = await received;
    await command.reply('1');
    for (const _ of Array(5)) await command.followUp('more');
    await expect(command.followUp('too much')).rejects.toMatchObject({ code: 40_094 });
  });
});

describe('time', () => {
  it('runs out for an answer, and the person is told', async () => {
    const { command, interaction, ada, channel } = await runAdvice({ acknowledgeWithinMs: 30 });
    await expect(interaction.response()).rejects.toThrow('did not answer');
    expect(interaction.state).toBe('failed');
    expect(ada.sees(channel).map(({ content }) => content)).toEqual([
      'The application did not respond',
    ]);
    await expect(command.reply('Late')).rejects.toMatchObject({ status: 404, code: 10_062 });
  });

  it('does not allow a second answer', async () => {
    const { command, interaction } = await runAdvice();
    await command.deferReply();
    command.deferred = false;
    await expect(command.reply('Twice')).rejects.toMatchObject({ status: 400, code: 40_060 });
    expect(interaction.acknowledgedAfterMs).toBeGreaterThan(0);
  });

  it('runs out for the token', async () => {
    const { command, interaction, discord } = await runAdvice();
    await command.deferReply();
    discord.expireToken(interaction);
    const edit = command.editReply('Late');
    await expect(edit).rejects.toMatchObject({ status: 401, code: 50_027 });
  });

  it('gives no webhook before the answer', async () => {
    const { command } = await runAdvice();
    await expect(command.webhook.send('Early')).rejects.toMatchObject({ code: 10_015 });
  });
});

describe('a deleted message', () => {
  it('cannot be edited any more', async () => {
    const { command, interaction, ada, channel } = await runAdvice();
    await command.reply('Hello');
    const message = await interaction.reply();
    ada.deleteMessage(message);
    expect([message.deleted, ada.sees(channel)]).toEqual([true, []]);
    await expect(command.editReply('Again')).rejects.toMatchObject({ status: 404, code: 10_008 });
  });
});

describe('an invalid body', () => {
  const cases: [string, object, string, string][] = [
    ['too long content', { content: '💙'.repeat(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
    ['unknown keys', { contnet: 'x' }, 'contnet', 'UNKNOWN_FIELD'],
    [
      'embeds of more than 6,000 characters',
      { embeds: [1, 2].map(() => ({ description: 'x'.repeat(3001) })) },
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
    ],
    [
      'a button without custom_id',
      { components: [{ type: 1, components: [{ type: 2, style: 1, label: 'x' }] }] },
      'components.0.components.0.custom_id',
      'BUTTON_COMPONENT_FIELD_REQUIRED',
    ],
    [
      'the same custom_id twice',
      { components: [row(button('a', 'A'), button('a', 'B')).toJSON()] },
      'components.0.components.1.custom_id',
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    [
      'a sixth row',
      { components: Array.from({ length: 6 }, (_, id) => row(button(`${id}`, 'A')).toJSON()) },
      'components',
      'BASE_TYPE_BAD_LENGTH',
    ],
    [
      'the components flag together with content',
      {
        content: 'x',
        flags: MessageFlags.IsComponentsV2,
        components: [{ type: 10, content: 'x' }],
      },
      'content',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'a custom_id of 101 characters',
      {
        components: [
          { type: 1, components: [{ type: 2, style: 1, label: 'x', custom_id: 'x'.repeat(101) }] },
        ],
      },
      'components.0.components.0.custom_id',
      'BASE_TYPE_MAX_LENGTH',
    ],
  ];

  it.each(cases)(
    'with %s is refused with the place of the mistake',
    async (_, data, path, code) => {
      const { client, command } = await runAdvice();
      const posted = client.rest.post(`/interactions/${command.id}/${command.token}/callback`, {
        body: { type: 4, data },
        auth: false,
      });
      await expect(posted).rejects.toHaveProperty('code', 50_035);
      await expect(posted).rejects.toHaveProperty(
        `rawError.errors.data.${path}._errors.0.code`,
        code,
      );
    },
  );

  it('does not count as an answer', async () => {
    const { command, interaction } = await runAdvice();
    await expect(command.reply('   ')).rejects.toMatchObject({ status: 400, code: 50_006 });
    await command.reply('💙'.repeat(2000));
    expect(await interaction.reply()).toHaveProperty('content.length', 4000);
  });
});
