import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { invalidForm, type Mistake } from '../errors.ts';
import { type Json, lengthOf, listOf } from '../json.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_CHAT_INPUT = 100;
const MAX_CONTEXT_MENU = 15;
const MAX_CHARACTERS = 8000;

type Path = readonly PropertyKey[];

const NESTING = new Set<unknown>([
  ApplicationCommandOptionType.Subcommand,
  ApplicationCommandOptionType.SubcommandGroup,
]);

/** Refuses commands that the schema passes and Discord does not. */
export const checkCommands = (commands: readonly Json[], pathOf: (index: number) => Path): void => {
  const mistakes: Mistake[] = [];
  const seen = new Set<string>();
  const counts = new Map<ApplicationCommandType, number>();
  for (const [index, command] of commands.entries()) {
    const path = pathOf(index);
    const type = (command['type'] ?? ApplicationCommandType.ChatInput) as ApplicationCommandType;
    counts.set(type, (counts.get(type) ?? 0) + 1);
    const key = `${type}:${String(command['name'])}`;
    if (seen.has(key)) {
      mistakes.push({
        path: [...path, 'name'],
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    }
    seen.add(key);
    mistakes.push(...mistakesOf(command, type, path));
  }
  for (const [type, count] of counts) {
    if (count > (type === ApplicationCommandType.ChatInput ? MAX_CHAT_INPUT : MAX_CONTEXT_MENU)) {
      mistakes.push({
        path: [],
        code: 'APPLICATION_COMMANDS_MAX_REACHED',
        message: `Maximum number of application commands of type ${type} reached`,
      });
    }
  }
  if (mistakes.length > 0) throw invalidForm(mistakes);
};

const mistakesOf = (command: Json, type: ApplicationCommandType, path: Path): Mistake[] => {
  if (type !== ApplicationCommandType.ChatInput) {
    return command['description'] || listOf(command['options']).length > 0
      ? [
          {
            path: [...path, 'description'],
            code: 'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
            message: 'Context menu commands cannot have a description or options',
          },
        ]
      : [];
  }
  const mistakes = [...mistakesOfName(command, path), ...mistakesOfOptions(command, path)];
  if (!command['description']) mistakes.push(required([...path, 'description']));
  if (charactersOf(command) > MAX_CHARACTERS) {
    mistakes.push({
      path,
      code: 'APPLICATION_COMMAND_TOO_LARGE',
      message: `Command exceeds maximum size (${MAX_CHARACTERS})`,
    });
  }
  return mistakes;
};

const required = (path: Path): Mistake => ({
  path,
  code: 'BASE_TYPE_REQUIRED',
  message: 'This field is required',
});

const mistakesOfName = (named: Json, path: Path): Mistake[] => {
  const names: [Path, string][] = [
    [[...path, 'name'], String(named['name'])],
    ...Object.entries((named['name_localizations'] ?? {}) as Record<string, string>).map(
      ([locale, name]): [Path, string] => [[...path, 'name_localizations', locale], name],
    ),
  ];
  return names
    .filter(([, name]) => !NAME.test(name) || name !== name.toLowerCase())
    .map(([at]) => ({
      path: at,
      code: 'APPLICATION_COMMAND_INVALID_NAME',
      message: 'Command name is invalid',
    }));
};

const mistakesOfOptions = (parent: Json, path: Path): Mistake[] => {
  const options = listOf(parent['options']);
  const mistakes: Mistake[] = [];
  const names = new Set<unknown>();
  let optionalSeen = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, 'options', index];
    mistakes.push(...mistakesOfName(option, at), ...mistakesOfOptions(option, at));
    if (names.has(option['name'])) {
      mistakes.push({
        path: [...at, 'name'],
        code: 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS',
        message: 'Option names must be unique',
      });
    }
    names.add(option['name']);
    if (NESTING.has(option['type'])) continue;
    if (option['required'] && optionalSeen) {
      mistakes.push({
        path: at,
        code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        message: 'Required options must be placed before non-required options',
      });
    }
    optionalSeen ||= !option['required'];
    if (option['autocomplete'] && listOf(option['choices']).length > 0) {
      mistakes.push({
        path: [...at, 'autocomplete'],
        code: 'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES',
        message: 'Autocomplete cannot be combined with choices',
      });
    }
  }
  const nested = options.filter(({ type }) => NESTING.has(type)).length;
  if (nested > 0 && nested < options.length) {
    mistakes.push({
      path: [...path, 'options'],
      code: 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      message:
        'Sub-command and sub-command group option types are mutually exclusive to other types',
    });
  }
  return mistakes;
};

const lengthOfText = (text: unknown): number => (typeof text === 'string' ? lengthOf(text) : 0);

const charactersOf = (node: Json): number =>
  lengthOfText(node['name']) +
  lengthOfText(node['description']) +
  listOf(node['choices']).reduce(
    (sum, { name, value }) => sum + lengthOfText(name) + lengthOfText(value),
    0,
  ) +
  listOf(node['options']).reduce((sum, option) => sum + charactersOf(option), 0);
