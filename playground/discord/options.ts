import { ApplicationCommandOptionType as Kind } from 'discord.js';
import { Channel } from './channel.ts';
import type { Command } from './commands.ts';
import { type ChosenFile, uploadProblem } from './files.ts';
import { type Json, lengthOf, listOf } from './json.ts';
import { named } from './localization.ts';
import type { Attachment } from './message.ts';
import { Person } from './person.ts';

/** What a person puts into a command's option. */
export type OptionValue = string | number | boolean | Person | Channel | ChosenFile;

/** What the typed-in options become in an interaction. */
export interface FilledOptions {
  options: Json[];
  resolved: Json;
}

export interface FillContext {
  channel: Channel;
  /** Who fills them in, in their language. */
  person: Person;
  upload: (file: ChosenFile) => Attachment;
  /** The option that is being typed into. */
  focused?: string;
}

/**
 * The options of a command (`path`: of its subcommand) as Discord's client sends them; throws what
 * the client would refuse to send.
 */
export const fillOptions = (
  command: Command,
  path: readonly string[],
  given: Record<string, OptionValue | undefined>,
  context: FillContext,
): FilledOptions => {
  const { person, focused } = context;
  const resolved: Json = {};
  const title = `/${[command.name, ...path].join(' ')}`;
  const [word, ...deeper] = path;
  const definitions = listOf(command['options']);
  if (word !== undefined) {
    const nested = definitions.filter((definition) => isNesting(definition['type']));
    const inner = named(nested, word, person.locale);
    if (!inner) throw new Error(`${title}: there is no such subcommand`);
    const filled = fillOptions(inner as Command, deeper, given, context);
    const { name, type } = inner;
    return { ...filled, options: [{ name, type, options: filled.options }] };
  }
  if (definitions.some(({ type }) => isNesting(type))) {
    throw new Error(`${title}: choose one of its subcommands`);
  }
  const values = new Map<unknown, OptionValue>();
  for (const [name, value] of Object.entries(given)) {
    const definition = named(definitions, name, person.locale);
    if (!definition) throw new Error(`${title}: there is no option "${name}"`);
    if (value !== undefined) values.set(definition['name'], value);
  }
  const options: Json[] = [];
  for (const definition of definitions) {
    const name = String(definition['name']);
    const value = values.get(name);
    if (value === undefined) {
      if (definition['required'] && focused === undefined) {
        throw new Error(`${title}: the option "${name}" is required`);
      }
      continue;
    }
    const problem = focused === name ? undefined : problemOf(definition, value, person);
    if (problem !== undefined) throw new Error(`${title}: the option "${name}" ${problem}`);
    options.push({
      name,
      type: definition['type'],
      value: resolve(value, resolved, context),
      ...(focused === name && { focused: true }),
    });
  }
  return { options, resolved };
};

const isNesting = (type: unknown): boolean =>
  type === Kind.Subcommand || type === Kind.SubcommandGroup;

const isFile = (value: OptionValue): value is ChosenFile =>
  typeof value === 'object' && 'data' in value && 'name' in value && !('messages' in value);

/** Why Discord's client would refuse the value. */
const problemOf = (
  definition: Json,
  value: OptionValue,
  { uploadLimit }: Person,
): string | undefined => {
  const choices = listOf(definition['choices']);
  if (choices.length > 0 && !choices.some((choice) => choice['value'] === value)) {
    return 'has no such choice';
  }
  switch (definition['type']) {
    case Kind.String: {
      if (typeof value !== 'string') return 'takes text';
      const length = lengthOf(value);
      const most = Number(definition['max_length'] ?? 6000);
      const least = Number(definition['min_length'] ?? 0);
      if (length === 0) return 'is empty';
      if (length > most) return `takes at most ${most} characters, not ${length}`;
      return length < least ? `takes at least ${least} characters, not ${length}` : undefined;
    }
    case Kind.Integer:
    case Kind.Number: {
      if (typeof value !== 'number') return 'takes a number';
      if (definition['type'] === Kind.Integer && !Number.isInteger(value)) {
        return 'takes a whole number';
      }
      if (value < Number(definition['min_value'] ?? -Infinity)) return 'is too small';
      return value > Number(definition['max_value'] ?? Infinity) ? 'is too great' : undefined;
    }
    case Kind.Boolean:
      return typeof value === 'boolean' ? undefined : 'takes true or false';
    case Kind.User:
    case Kind.Mentionable:
      return value instanceof Person ? undefined : 'takes a person';
    case Kind.Channel:
      return value instanceof Channel ? undefined : 'takes a channel';
    case Kind.Attachment:
      return isFile(value) ? uploadProblem(value, uploadLimit) : 'takes a file';
    default:
      return 'is of a kind that no person here can fill in';
  }
};

const resolve = (value: OptionValue, resolved: Json, { channel, upload }: FillContext): unknown => {
  const put = (kind: string, id: string, object: unknown): string => {
    const objects = (resolved[kind] ??= {}) as Json;
    objects[id] = object;
    return id;
  };
  if (value instanceof Person) {
    if (channel.guild) {
      const { user: _, ...member } = channel.guild.member({});
      put('members', value.id, { ...member, permissions: '0' });
    }
    return put('users', value.id, value.toAPI());
  }
  if (value instanceof Channel) return put('channels', value.id, value.toAPI());
  if (typeof value === 'object') {
    const attachment = upload(value);
    return put('attachments', attachment.id, { ...attachment, ephemeral: true });
  }
  return value;
};
