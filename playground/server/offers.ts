import { ApplicationCommandOptionType as OptionType, ApplicationCommandType } from 'discord.js';
import type { Channel, LoopbackDiscord, Person } from '../discord/index.ts';
import { shownDescription, shownName } from '../discord/localization.ts';
import type { Choice, CommandOption, OfferedCommand } from './protocol.ts';

type Json = Record<string, unknown>;

/** The bot's commands that Discord's client offers this person here, in their language. */
export function offeredCommands(
  channel: Channel,
  person: Person,
  { commands }: LoopbackDiscord,
): OfferedCommand[] {
  const { locale } = person;
  const slash = commands.offeredTo(person, channel, ApplicationCommandType.ChatInput);
  const onMessages = commands.offeredTo(person, channel, ApplicationCommandType.Message);
  return [
    ...slash
      .flatMap((command) => flattened(command, locale))
      .toSorted((one, other) => one.label.localeCompare(other.label, locale)),
    ...onMessages.map((command): OfferedCommand => ({
      name: command.name,
      label: shownName(command, locale),
      kind: 'message',
      description: '',
      options: [],
    })),
  ];
}

/** The command, or its subcommands with their whole names. */
function flattened(
  command: Json,
  locale: string,
  above: { name: string; label: string } = { name: '', label: '' },
): OfferedCommand[] {
  const name = `${above.name}${String(command['name'])}`;
  const label = `${above.label}${shownName(command, locale)}`;
  const options = (command['options'] ?? []) as Json[];
  const inner = options.filter(
    ({ type }) => type === OptionType.Subcommand || type === OptionType.SubcommandGroup,
  );
  if (inner.length > 0) {
    const prefix = { name: `${name} `, label: `${label} ` };
    return inner.flatMap((option) => flattened(option, locale, prefix));
  }
  const description = shownDescription(command, locale);
  const shown = options.map((option) => optionOf(option, locale));
  return [{ name, label, kind: 'slash', description, options: shown }];
}

function optionOf(option: Json, locale: string): CommandOption {
  const choices = shownChoices((option['choices'] ?? []) as Json[], locale);
  const yesNo = [
    { name: 'True', value: true },
    { name: 'False', value: false },
  ];
  const isBoolean = option['type'] === OptionType.Boolean;
  const offered = isBoolean ? yesNo : choices;
  const { min_length: minLength, max_length: maxLength } = option;
  return {
    name: String(option['name']),
    label: shownName(option, locale),
    description: shownDescription(option, locale),
    kind: offered.length > 0 ? 'choice' : kindOf(option['type'] as OptionType),
    required: option['required'] === true,
    choices: offered,
    isSuggested: option['autocomplete'] === true,
    ...(typeof minLength === 'number' && { minLength }),
    ...(typeof maxLength === 'number' && { maxLength }),
  };
}

/** Choices as they are called in the language. */
export const shownChoices = (choices: readonly Json[], locale: string): Choice[] =>
  choices.map((choice) => ({
    name: shownName(choice, locale),
    value: choice['value'] as Choice['value'],
  }));

function kindOf(type: OptionType): CommandOption['kind'] {
  switch (type) {
    case OptionType.Attachment:
      return 'attachment';
    case OptionType.Integer:
      return 'integer';
    case OptionType.Number:
      return 'number';
    default:
      return 'text';
  }
}
