import { SlashCommandBuilder } from 'discord.js';
import { expect, test } from 'vitest';
import { localized } from '../../src/commands/localization.ts';

const command = (word: string) =>
  new SlashCommandBuilder()
    .setName(`${word}-command`)
    .setDescription(`${word} command`)
    .addSubcommand((sub) =>
      sub
        .setName(`${word}-sub`)
        .setDescription(`${word} sub`)
        .addStringOption((option) =>
          option
            .setName(`${word}-option`)
            .setDescription(`${word} option`)
            .setChoices({ name: `${word} choice`, value: 'same' }),
        ),
    )
    .toJSON();

const all = (suffix: string) => ({ fr: `fr${suffix}`, 'es-ES': `es${suffix}` });

test('a command carries its words in every language, down to the choices', () => {
  const merged = localized(
    command('en'),
    new Map([
      ['fr', command('fr')],
      ['es-ES', command('es')],
    ]),
  );
  expect(merged).toMatchObject({
    name: 'en-command',
    name_localizations: all('-command'),
    description_localizations: all(' command'),
    options: [
      {
        name: 'en-sub',
        name_localizations: all('-sub'),
        description_localizations: all(' sub'),
        options: [
          {
            name: 'en-option',
            name_localizations: all('-option'),
            description_localizations: all(' option'),
            choices: [{ name: 'en choice', value: 'same', name_localizations: all(' choice') }],
          },
        ],
      },
    ],
  });
});

test('what has no description gets none', () => {
  const merged = localized({ name: 'Get advice' }, new Map([['fr', { name: 'Demander conseil' }]]));
  expect(merged).toEqual({
    name: 'Get advice',
    name_localizations: { fr: 'Demander conseil' },
  });
});

test('a translation that lacks an option is a mistake', () => {
  const base = { name: 'advice', options: [{ name: 'question' }] };
  expect(() => localized(base, new Map([['fr', { name: 'conseil' }]]))).toThrow(/question/);
});
