import {
  ApplicationIntegrationType,
  InteractionContextType,
  Routes,
  SlashCommandBuilder,
} from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { leaveStage, setStage } from './bot.ts';

afterEach(leaveStage);

const EVERYWHERE = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
  InteractionContextType.PrivateChannel,
];
const BY_ANYBODY = [
  ApplicationIntegrationType.GuildInstall,
  ApplicationIntegrationType.UserInstall,
];

const advice = new SlashCommandBuilder()
  .setName('advice')
  .setNameLocalizations({ de: 'rat' })
  .setDescription('Ask the coach')
  .addStringOption((option) =>
    option.setName('question').setDescription('What is it?').setRequired(true).setMaxLength(20),
  )
  .addBooleanOption((option) => option.setName('private').setDescription('Only for you'));

const profile = new SlashCommandBuilder()
  .setName('profile')
  .setDescription('Your profile')
  .addSubcommand((sub) => sub.setName('setup').setDescription('Fill it in'));

describe('commands', () => {
  it('come back from registering as Discord completes them', async () => {
    const { client } = await setStage();
    const set = await client.application.commands.set([advice, profile]);
    const listed = await client.rest.get(Routes.applicationCommands(client.application.id));
    expect(set.map(({ name }) => name)).toEqual(['advice', 'profile']);
    expect(listed).toMatchObject([
      {
        name: 'advice',
        type: 1,
        nsfw: false,
        default_member_permissions: null,
        contexts: null,
        integration_types: [0],
        options: [
          { name: 'question', type: 3, required: true, max_length: 20 },
          { name: 'private', type: 5 },
        ],
      },
      { name: 'profile' },
    ]);
  });

  it('show their localizations only to those who ask for them', async () => {
    const { client } = await setStage();
    await client.application.commands.set([advice]);
    const plain = await client.rest.get(Routes.applicationCommands(client.application.id));
    const full = await client.application.commands.fetch({ withLocalizations: true });
    expect(plain).not.toHaveProperty('0.name_localizations');
    expect(full.first()?.nameLocalizations).toEqual({ de: 'rat' });
  });

  it('keep their ids when the same ones are registered again', async () => {
    const { client } = await setStage();
    const first = await client.application.commands.set([advice, profile]);
    const second = await client.application.commands.set([advice]);
    expect(second.first()?.id).toBe(first.first()?.id);
    expect(second.first()?.version).toBe(first.first()?.version);
  });

  it('can be created, changed and deleted one by one, in one server too', async () => {
    const { client, channel } = await setStage();
    const guildId = channel.guild?.id as string;
    const created = await client.application.commands.create(advice, guildId);
    const edited = await created.edit({ description: 'Other words' });
    expect(edited).toMatchObject({ id: created.id, description: 'Other words', guildId });
    await edited.delete();
    expect(await client.application.commands.fetch({ guildId })).toHaveProperty('size', 0);
  });

  it('are refused with the place of the mistake when their names are bad', async () => {
    const { client } = await setStage();
    const body = [
      { name: 'Has Spaces', description: 'x' },
      { name: 'ok', descriptoin: 'x' },
    ];
    const put = client.rest.put(Routes.applicationCommands(client.application.id), { body });
    await expect(put).rejects.toMatchObject({
      status: 400,
      code: 50_035,
      rawError: { errors: { 1: { descriptoin: { _errors: [{ code: 'UNKNOWN_FIELD' }] } } } },
    });
    const named = client.rest.put(Routes.applicationCommands(client.application.id), {
      body: body.slice(0, 1),
    });
    await expect(named).rejects.toMatchObject({
      rawError: {
        errors: { 0: { name: { _errors: [{ code: 'APPLICATION_COMMAND_INVALID_NAME' }] } } },
      },
    });
  });

  it('are offered to people only as registered', async () => {
    const { client, ada, channel } = await setStage();
    await client.application.commands.set([advice, profile]);
    const run = (name: string, options = {}) => ada.runCommand(name, options, channel);
    await expect(run('nothing')).rejects.toThrow('no command "nothing"');
    await expect(run('advice')).rejects.toThrow('"question" is required');
    await expect(run('advice', { question: 'x'.repeat(21) })).rejects.toThrow('at most 20');
    await expect(run('advice', { question: 3 })).rejects.toThrow('takes text');
    await expect(run('advice', { question: 'x', other: 1 })).rejects.toThrow('no option "other"');
    await expect(run('profile')).rejects.toThrow('subcommands');
    await expect(run('profile delete')).rejects.toThrow('no such subcommand');
    await expect(run('profile setup')).resolves.toMatchObject({ state: 'pending' });
  });

  it('go by their names in the language of who runs them, and arrive under their own', async () => {
    const { client, discord, channel, ada } = await setStage();
    const localized = new SlashCommandBuilder()
      .setName('profile')
      .setNameLocalizations({ de: 'profil', 'es-ES': 'perfil' })
      .setDescription('Your profile')
      .addSubcommand((sub) =>
        sub
          .setName('setup')
          .setNameLocalizations({ de: 'einrichten' })
          .setDescription('Fill it in')
          .addStringOption((option) =>
            option
              .setName('name')
              .setNameLocalizations({ de: 'vorname' })
              .setDescription('What to call you'),
          ),
      );
    await client.application.commands.set([localized]);
    const german = discord.createPerson({ username: 'gerda', locale: 'de' });
    const run = await german.runCommand('profil einrichten', { vorname: 'Gerda' }, channel);
    const data = {
      name: 'profile',
      options: [{ name: 'setup', options: [{ name: 'name', value: 'Gerda' }] }],
    };
    expect(run.payload).toMatchObject({ locale: 'de', data });
    expect((await german.runCommand('profile setup', { name: 'Gerda' }, channel)).data).toEqual(
      run.data,
    );
    await expect(ada.runCommand('profil einrichten', {}, channel)).rejects.toThrow('no command');
    // Latin American Spanish has no words of its own here: Discord takes those of Spain.
    const maria = discord.createPerson({ username: 'maria', locale: 'es-419' });
    await expect(maria.runCommand('perfil setup', {}, channel)).resolves.toBeDefined();
  });

  it('appear only where their contexts and installations allow', async () => {
    const { client, discord, ada, bob } = await setStage();
    const cat = discord.createPerson({ username: 'cat', userInstalled: true });
    await client.application.commands.set([
      profile.toJSON(),
      { ...advice.toJSON(), contexts: EVERYWHERE, integration_types: BY_ANYBODY },
    ]);
    const away = discord.createGuild({ name: 'Away', botInstalled: false });
    const elsewhere = away.createTextChannel({ name: 'chat' });
    const question = { question: 'How?' };
    const privately = discord.privateChannel([cat, bob]);
    await expect(bob.runCommand('advice', question, privately)).rejects.toThrow('no command');
    await expect(ada.runCommand('advice', question, elsewhere)).rejects.toThrow('no command');
    await expect(cat.runCommand('profile setup', {}, elsewhere)).rejects.toThrow('no command');
    const inPrivate = await cat.runCommand('advice', question, privately);
    const inDm = await ada.runCommand('advice', question, discord.dmWithBot(ada));
    expect(inPrivate.payload).toMatchObject({
      context: 2,
      authorizing_integration_owners: { 1: cat.id },
      channel: { type: 1 },
      user: { id: cat.id },
    });
    expect(inDm.payload).toMatchObject({
      context: 1,
      authorizing_integration_owners: { 0: '0' },
    });
  });
});
