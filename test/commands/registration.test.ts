import { afterEach, describe, expect, test } from 'vitest';
import type { RequestRecord } from '../../playground/discord/index.ts';
import { commands as all } from '../../src/commands/index.ts';
import { Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';

describe('the bot’s commands', () => {
  let bot: Confidant;

  afterEach(() => bot.stop());

  const restarted = async (): Promise<string[]> => {
    const requests: string[] = [];
    const note = ({ method, route }: RequestRecord) => {
      if (route.endsWith('/commands')) requests.push(method);
    };
    await bot.stopBot();
    bot.discord.on('request', note);
    await bot.startBot();
    bot.discord.off('request', note);
    return requests;
  };

  test('are there for servers and people, in every kind of channel', async () => {
    bot = await Confidant.start(sqlite);
    const commands = bot.discord.commands.list(undefined);
    expect(commands.map(({ name }) => name).toSorted()).toEqual(Object.keys(all).toSorted());
    for (const command of commands) {
      expect(command).toMatchObject({ integration_types: [0, 1], contexts: [0, 1, 2] });
    }
  });

  test('are called by their names in every language', async () => {
    bot = await Confidant.start(sqlite);
    const advice = bot.discord.commands.list(undefined).find(({ name }) => name === 'advice');
    const names = {
      'es-ES': 'consejo',
      'es-419': 'consejo',
      fr: 'conseil',
      de: 'rat',
      'pt-BR': 'conselho',
      ja: '相談',
    };
    expect(advice?.['name_localizations']).toEqual(names);
    const described = advice?.['description_localizations'] as Record<string, string>;
    expect(Object.keys(described).toSorted()).toEqual(Object.keys(names).toSorted());
    expect(advice?.['options']).toMatchObject([
      { name: 'question', name_localizations: { de: 'frage', ja: '質問' } },
      { name: 'private', name_localizations: { de: 'privat', ja: '非公開' } },
      {},
    ]);
  });

  test('are left alone when Discord has them already', async () => {
    bot = await Confidant.start(sqlite);
    expect(await restarted()).toEqual(['GET']);
  });

  test('are registered again, all at once, when one is different', async () => {
    bot = await Confidant.start(sqlite);
    const [first] = bot.discord.commands.list(undefined);
    bot.discord.commands.patch(undefined, first?.id ?? '', { description: 'Something old' });
    expect(await restarted()).toEqual(['GET', 'PUT']);
    expect(await restarted()).toEqual(['GET']);
  });

  test('are registered again when an option is different', async () => {
    bot = await Confidant.start(sqlite);
    const advice = bot.discord.commands.list(undefined).find(({ name }) => name === 'advice');
    const options = (advice?.['options'] ?? []) as object[];
    bot.discord.commands.patch(undefined, advice?.id ?? '', {
      options: options.map((option) => ({ ...option, required: false })),
    });
    expect(await restarted()).toEqual(['GET', 'PUT']);
  });

  test('are registered again when a translation is different', async () => {
    bot = await Confidant.start(sqlite);
    const help = bot.discord.commands.list(undefined).find(({ name }) => name === 'help');
    const names = help?.['name_localizations'] as object;
    bot.discord.commands.patch(undefined, help?.id ?? '', {
      name_localizations: { ...names, fr: 'secours' },
    });
    expect(await restarted()).toEqual(['GET', 'PUT']);
    expect(await restarted()).toEqual(['GET']);
  });

  test('are registered again when one is missing or one too many', async () => {
    bot = await Confidant.start(sqlite);
    const [first] = bot.discord.commands.list(undefined);
    bot.discord.commands.delete(undefined, first?.id ?? '');
    expect(await restarted()).toEqual(['GET', 'PUT']);
    bot.discord.commands.upsert(undefined, { name: 'old', description: 'From before' });
    expect(await restarted()).toEqual(['GET', 'PUT']);
    expect(bot.discord.commands.list(undefined)).toHaveLength(Object.keys(all).length);
  });

  test('are the same in another order and with defaults spelled out', async () => {
    bot = await Confidant.start(sqlite);
    const { commands } = bot.discord;
    const bodies = commands.list(undefined).toReversed();
    commands.replaceAll(
      undefined,
      bodies.map((command) => ({
        ...command,
        contexts: [2, 1, 0],
        integration_types: [1, 0],
        nsfw: false,
        options: command['options'] ?? [],
        default_member_permissions: null,
      })),
    );
    expect(await restarted()).toEqual(['GET']);
  });

  test('are registered in one server alone while developing', async () => {
    bot = await Confidant.start(sqlite, { inServerOnly: true });
    expect(bot.discord.commands.list(undefined)).toEqual([]);
    const commands = bot.discord.commands.list(bot.channel.guild?.id);
    expect(commands).toHaveLength(Object.keys(all).length);
    for (const command of commands) {
      expect(command).not.toHaveProperty('contexts');
      expect(command).not.toHaveProperty('integration_types');
    }
    expect(await restarted()).toEqual(['GET']);
  });
});
