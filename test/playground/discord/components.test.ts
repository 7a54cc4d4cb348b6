import {
  ActionRowBuilder,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  type APIModalInteractionResponseCallbackData,
  type AutocompleteInteraction,
  type ButtonInteraction,
  ComponentType,
  InteractionType,
  MessageFlags,
  type ModalSubmitInteraction,
  StringSelectMenuBuilder,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { button, leaveStage, next, row, runAdvice, setStage } from './bot.ts';

afterEach(leaveStage);

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

describe('a menu', () => {
  it('hands over what was chosen, and refuses what it does not offer', async () => {
    const { command, interaction, client, ada, discord } = await runAdvice();
    const options = [
      { label: 'Kind', value: 'kind' },
      { label: 'Blunt', value: 'blunt' },
    ];
    const menu = new StringSelectMenuBuilder().setCustomId('tone').addOptions(options);
    const components = [new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu)];
    await command.reply({ content: 'How?', components });
    const message = await interaction.reply();
    await expect(ada.select(message, 'tone', ['rude'])).rejects.toThrow('no option "rude"');
    const received = next<StringSelectMenuInteraction>(client, 'interactionCreate');
    const chosen = await ada.select(message, 'tone', ['blunt']);
    const choice = await received;
    expect(choice.values).toEqual(['blunt']);
    await choice.deferUpdate();
    await choice.editReply({ content: 'Blunt it is', components: [] });
    expect(await chosen.reply()).toBe(message);
    expect(message.content).toBe('Blunt it is');
    expect([discord.errors, discord.unknownRoutes]).toEqual([[], []]);
  });
});

describe('typing into an option', () => {
  it('gets the suggestions of the bot', async () => {
    const { client, ada, channel } = await setStage();
    const question: APIApplicationCommandOption = {
      type: ApplicationCommandOptionType.String,
      name: 'question',
      description: 'What',
      required: true,
      autocomplete: true,
    };
    await client.application.commands.set([
      { name: 'advice', description: 'Ask', options: [question] },
    ]);
    const received = next<AutocompleteInteraction>(client, 'interactionCreate');
    const typing = await ada.autocomplete('advice', { question: 'Ho' }, 'question', channel);
    const interaction = await received;
    expect(interaction.options.getFocused()).toBe('Ho');
    const choices = [{ name: 'How do I say it?', value: 'say' }];
    await interaction.respond(choices);
    expect(await typing.response()).toEqual({ kind: 'choices', choices });
  });
});

const toneMenu = (more: object = {}) => [
  {
    type: ComponentType.Label,
    label: 'Tone',
    component: {
      type: ComponentType.StringSelect,
      custom_id: 'tone',
      options: [
        { label: 'Kind', value: 'kind', description: 'Warm' },
        { label: 'Blunt', value: 'blunt', default: true },
      ],
      ...more,
    },
  },
];

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

  it('with a menu hands over what was chosen, and nothing if nothing has to be', async () => {
    const { command, interaction, client } = await runAdvice();
    await command.showModal(modalOf(toneMenu({ required: false })));
    const modal = await interaction.modal();
    expect(modal.fields).toMatchObject([{ customId: 'tone', values: ['blunt'], required: false }]);
    await expect(modal.submit({ tone: ['rude'] })).rejects.toThrow('no option "rude"');
    await expect(modal.submit({ tone: ['kind', 'blunt'] })).rejects.toThrow('at most 1');
    for (const [chosen, values] of [
      [{}, ['blunt']],
      [{ tone: ['kind'] }, ['kind']],
      [{ tone: [] }, []],
    ] as const) {
      const received = next<ModalSubmitInteraction>(client, 'interactionCreate');
      await modal.submit(chosen);
      expect((await received).fields.getStringSelectValues('tone')).toEqual(values);
    }
  });

  it('needs a choice in a menu unless that is optional', async () => {
    const { command, interaction } = await runAdvice();
    await command.showModal(modalOf(toneMenu()));
    const modal = await interaction.modal();
    await expect(modal.submit({ tone: [] })).rejects.toThrow('needs a choice');
  });

  it.each([
    [
      'has two options with one value',
      { options: [1, 2].map((n) => ({ label: `Kind ${n}`, value: 'kind' })) },
      {
        options: {
          1: { value: { _errors: [{ code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED' }] } },
        },
      },
    ],
    [
      'has more chosen from the start than may be',
      { options: [1, 2].map((n) => ({ label: 'Kind', value: `${n}`, default: true })) },
      { options: { _errors: [{ code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES' }] } },
    ],
    ['has no options', { options: [] }, { options: {} }],
  ])('is refused when its menu %s', async (_, more, errors) => {
    const { command } = await runAdvice();
    const shown = command.showModal(modalOf(toneMenu(more)));
    await expect(shown).rejects.toMatchObject({
      code: 50_035,
      rawError: { errors: { data: { components: { 0: { component: errors } } } } },
    });
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
