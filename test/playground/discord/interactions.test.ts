import {
  ActionRowBuilder,
  type APIModalInteractionResponseCallbackData,
  type ButtonInteraction,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  InteractionType,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../playground/discord/index.ts';
import { leaveStage, next, setStage, type Stage } from './bot.ts';

afterEach(leaveStage);

const COMMANDS = [
  {
    name: 'advice',
    description: 'Ask',
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [
      { type: 3, name: 'question', description: 'What', required: false },
      { type: 11, name: 'screenshot', description: 'Picture' },
    ],
  },
  { name: 'Get advice', type: 3 },
];

interface Run extends Stage {
  interaction: Interaction;
  command: ChatInputCommandInteraction;
}

/** Ada has run /advice, and the bot has it before it. */
const runAdvice = async (
  options: Parameters<typeof setStage>[0] = {},
  values: Parameters<Stage['ada']['runCommand']>[1] = { question: 'How?' },
): Promise<Run> => {
  const stage = await setStage(options);
  await stage.client.application.commands.set(COMMANDS);
  const received = next<ChatInputCommandInteraction>(stage.client, 'interactionCreate');
  const interaction = await stage.ada.runCommand('advice', values, stage.channel);
  return { ...stage, interaction, command: await received };
};

const row = (...buttons: ButtonBuilder[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(...buttons);
const button = (id: string, label: string) =>
  new ButtonBuilder().setCustomId(id).setLabel(label).setStyle(ButtonStyle.Primary);

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
    const { command, interaction } = await runAdvice(
      {},
      { screenshot: { name: 'chat.png', contentType: 'image/png', data } },
    );
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

describe('a button', () => {
  it('works by label or custom_id and can change its message', async () => {
    const { command, interaction, client, ada, bob } = await runAdvice();
    await command.reply({
      content: 'Ready?',
      embeds: [{ description: 'One moment' }],
      components: [row(button('go', 'Go'), button('no', 'No').setDisabled())],
    });
    const message = await interaction.reply();
    const received = next<ButtonInteraction>(client, 'interactionCreate');
    const clicked = await ada.click(message, 'Go');
    const click = await received;
    expect(click.customId).toBe('go');
    expect(click.message.embeds[0]?.description).toBe('One moment');
    await click.update({ content: 'Gone', components: [] });
    expect(await clicked.response()).toMatchObject({ kind: 'update', message });
    expect(message).toMatchObject({ content: 'Gone', components: [] });
    await expect(bob.click(message, 'Go')).rejects.toThrow('no button "Go"');
  });

  it('cannot be clicked when it is disabled or not visible, except by a forger', async () => {
    const { command, interaction, client, ada, bob, channel, discord } = await runAdvice();
    await command.reply({
      flags: MessageFlags.Ephemeral,
      content: 'Yours',
      components: [row(button('go', 'Go'), button('no', 'No').setDisabled())],
    });
    const message = await interaction.reply();
    await expect(ada.click(message, 'No')).rejects.toThrow('disabled');
    await expect(bob.click(message, 'Go')).rejects.toThrow('cannot see');
    const received = next<ButtonInteraction>(client, 'interactionCreate');
    const data = { component_type: 2, custom_id: 'go' };
    discord.forge({ type: InteractionType.MessageComponent, person: bob, channel, data, message });
    expect((await received).user.username).toBe('bob');
  });
});

const input = (customId: string, more: object = {}) => ({
  type: ComponentType.TextInput,
  custom_id: customId,
  style: 1,
  ...more,
});
const modalOf = (components: readonly object[]) =>
  ({ custom_id: 'profile', title: 'You', components }) as APIModalInteractionResponseCallbackData;

describe('a modal', () => {
  const rows = [
    { type: 1, components: [input('name', { label: 'Name', value: 'Ada', max_length: 10 })] },
    { type: 1, components: [input('age', { label: 'Age' })] },
  ];
  const labels = [
    { type: 10, content: 'Tell me about **you**' },
    { type: 18, label: 'Name', component: input('name', { value: 'Ada', max_length: 10 }) },
    { type: 18, label: 'Age', component: input('age') },
  ];

  for (const [shape, components] of Object.entries({ rows, labels })) {
    it(`made of ${shape} goes to the person and back`, async () => {
      const { command, interaction, client } = await runAdvice();
      await command.showModal(modalOf(components));
      const modal = await interaction.modal();
      expect(modal).toMatchObject({
        title: 'You',
        customId: 'profile',
        fields: [
          { customId: 'name', label: 'Name', value: 'Ada', required: true },
          { customId: 'age', label: 'Age', value: '' },
        ],
      });
      await expect(modal.submit()).rejects.toThrow('"Age" (age) is required');
      await expect(modal.submit({ name: 'x'.repeat(11), age: '1' })).rejects.toThrow('at most 10');
      const received = next<ModalSubmitInteraction>(client, 'interactionCreate');
      const submitted = await modal.submit({ age: '29' });
      const submission = await received;
      expect(submission.fields.getTextInputValue('name')).toBe('Ada');
      expect(submission.fields.getTextInputValue('age')).toBe('29');
      await submission.reply('Saved');
      expect(await submitted.reply()).toHaveProperty('content', 'Saved');
    });
  }

  it('opened from a button may change the message with that button', async () => {
    const { command, interaction, client, ada } = await runAdvice();
    await command.reply({ content: 'Set up?', components: [row(button('setup', 'Set up'))] });
    const message = await interaction.reply();
    const received = next<ButtonInteraction>(client, 'interactionCreate');
    const clicked = await ada.click(message, 'setup');
    await (await received).showModal(modalOf(rows));
    const receivedModal = next<ModalSubmitInteraction>(client, 'interactionCreate');
    await (await clicked.modal()).submit({ age: '30' });
    const submission = await receivedModal;
    if (!submission.isFromMessage()) throw new Error('The message is missing');
    await submission.update('Done');
    expect(message.content).toBe('Done');
  });

  it('is refused when a prefilled value is longer than its field', async () => {
    const { command } = await runAdvice();
    const components = [
      { type: 18, label: 'Name', component: input('name', { value: 'Adalbert', max_length: 3 }) },
    ];
    const shown = command.showModal(modalOf(components));
    await expect(shown).rejects.toMatchObject({
      code: 50_035,
      rawError: { errors: { data: { components: { 0: { component: { value: {} } } } } } },
    });
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
