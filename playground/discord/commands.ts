import { ApplicationCommandType } from 'discord.js';
import { checkCommands } from './checks/commands.ts';
import { errors } from './errors.ts';
import type { Channel } from './channel.ts';
import type { Guild } from './guild.ts';
import { type Json, listOf } from './json.ts';
import type { Person } from './person.ts';
import { snowflake } from './snowflake.ts';

/** A registered command as the API shows it. */
export type Command = Json & {
  id: string;
  name: string;
  type: ApplicationCommandType;
  guild_id?: string;
};

/** The commands of the application: for everywhere, and for one server each. */
export class Commands {
  readonly #applicationId: string;
  readonly #changed: (guildId: string | undefined) => void;
  readonly #byScope = new Map<string | undefined, Command[]>();

  constructor(applicationId: string, changed: (guildId: string | undefined) => void) {
    this.#applicationId = applicationId;
    this.#changed = changed;
  }

  /** Every scope's commands, by the server's id; undefined for the global ones. */
  get byScope(): ReadonlyMap<string | undefined, readonly Command[]> {
    return this.#byScope;
  }

  /** Takes commands back as they were stored. */
  restore(guildId: string | undefined, commands: readonly Command[]): void {
    this.#byScope.set(guildId, [...commands]);
  }

  /** All of one server, or the global ones. */
  list(guildId: string | undefined): Command[] {
    return this.#byScope.get(guildId) ?? [];
  }

  get(guildId: string | undefined, id: string): Command {
    const command = this.list(guildId).find((candidate) => candidate.id === id);
    if (!command) throw errors.unknownCommand();
    return command;
  }

  /** Replaces all; a command that keeps its name and type keeps its id. */
  replaceAll(guildId: string | undefined, bodies: readonly Json[]): Command[] {
    checkCommands(bodies, (index) => [index]);
    return this.#store(
      guildId,
      bodies.map((body) => this.#completed(guildId, body)),
    );
  }

  /** Adds one, or replaces the one with its name and type. */
  upsert(guildId: string | undefined, body: Json): { command: Command; created: boolean } {
    checkCommands([body], () => []);
    const command = this.#completed(guildId, body);
    const others = this.list(guildId).filter(({ id }) => id !== command.id);
    const created = others.length === this.list(guildId).length;
    this.#store(guildId, [...others, command]);
    return { command, created };
  }

  /** Changes some of its properties. */
  patch(guildId: string | undefined, id: string, body: Json): Command {
    const before = this.get(guildId, id);
    const { name, description, options, type } = before;
    checkCommands([{ name, description, options, type, ...body }], () => []);
    const after = { ...before, ...withoutNulls(body), version: snowflake() } as Command;
    this.#store(
      guildId,
      this.list(guildId).map((command) => (command.id === id ? after : command)),
    );
    return after;
  }

  delete(guildId: string | undefined, id: string): void {
    this.get(guildId, id);
    this.#store(
      guildId,
      this.list(guildId).filter((command) => command.id !== id),
    );
  }

  /** Those that Discord's client offers this person here. */
  offeredTo(person: Person, channel: Channel, type: ApplicationCommandType): Command[] {
    const { guild } = channel;
    const own = guild?.botInstalled ? this.list(guild.id) : [];
    const global = this.list(undefined).filter(
      (command) => Object.keys(ownersOf(command, person, channel)).length > 0,
    );
    return [...own, ...global].filter((command) => command.type === type);
  }

  #store(guildId: string | undefined, commands: Command[]): Command[] {
    this.#byScope.set(guildId, commands);
    this.#changed(guildId);
    return commands;
  }

  #completed(guildId: string | undefined, body: Json): Command {
    const type = (body['type'] ?? ApplicationCommandType.ChatInput) as ApplicationCommandType;
    const before = this.list(guildId).find(
      (command) => command.name === body['name'] && command.type === type,
    );
    const permissions = body['default_member_permissions'] ?? null;
    const completed: Json = {
      id: before?.id ?? snowflake(),
      application_id: this.#applicationId,
      version: before?.['version'] ?? snowflake(),
      default_member_permissions: permissions === null ? null : `${permissions as string | number}`,
      type,
      name: body['name'],
      name_localizations: body['name_localizations'] ?? null,
      description: body['description'] ?? '',
      description_localizations: body['description_localizations'] ?? null,
      ...(guildId === undefined
        ? {
            dm_permission: body['dm_permission'] ?? true,
            contexts: body['contexts'] ?? null,
            integration_types: body['integration_types'] ?? [0],
          }
        : { guild_id: guildId }),
      ...(listOf(body['options']).length > 0 && {
        options: listOf(body['options']).map(withoutDefaults),
      }),
      nsfw: body['nsfw'] ?? false,
    };
    if (before && JSON.stringify(before) !== JSON.stringify(completed)) {
      completed['version'] = snowflake();
    }
    return completed as Command;
  }
}

/** The command as it is listed unless localizations are asked for. */
export const withoutLocalizations = (command: Command): Json => {
  const strip = (value: Json): Json =>
    Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !key.endsWith('_localizations'))
        .map(([key, inner]) =>
          key === 'options' || key === 'choices' ? [key, listOf(inner).map(strip)] : [key, inner],
        ),
    );
  return strip(command);
};

/** Through whose installation a command is usable here; empty when it is not. */
export const ownersOf = (
  command: Command,
  person: Person,
  channel: Channel,
): Record<string, string> => {
  const contexts = command['contexts'] as number[] | null | undefined;
  if (contexts && !contexts.includes(channel.context)) return {};
  if (channel.context !== 0 && command['dm_permission'] === false) return {};
  const types = (command['integration_types'] as number[] | undefined) ?? [0];
  return {
    ...(types.includes(0) && installedBy(channel.guild, channel)),
    ...(types.includes(1) && person.userInstalled && { '1': person.id }),
  };
};

/** The server's installation, as seen in its channels and (as "0") in the DM with the bot. */
export const installedBy = (guild: Guild | undefined, channel: Channel): Record<string, string> => {
  if (guild) return guild.botInstalled ? { '0': guild.id } : {};
  return channel.context === 1 ? { '0': '0' } : {};
};

const withoutNulls = (body: Json): Json =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

/** An option without what says nothing: Discord does not repeat defaults. */
const withoutDefaults = (option: Json): Json => {
  const kept = Object.entries(option).filter(
    ([, value]) =>
      value !== null && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  const result = Object.fromEntries(kept);
  if (result['options']) result['options'] = listOf(result['options']).map(withoutDefaults);
  return result;
};
