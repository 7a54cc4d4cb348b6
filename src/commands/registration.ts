import { isDeepStrictEqual } from 'node:util';
import {
  ApplicationIntegrationType,
  InteractionContextType,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { ENGLISH, LANGUAGES, type Translator } from '../locales/index.ts';
import type { Command } from './command.ts';
import { localized } from './localization.ts';

/** Where commands are registered: everywhere, or in one server while developing. */
interface RegistrationTarget {
  applicationId: string;
  guildId: string | undefined;
}

/**
 * All commands as Discord takes them, with their names and descriptions in every language. In one server they are
 * there by being registered there.
 */
export function describeCommands(
  commands: readonly Command[],
  translate: Translator,
  guildId?: string,
): RESTPostAPIApplicationCommandsJSONBody[] {
  const locales = LANGUAGES.filter((language) => language !== ENGLISH).flatMap(
    ({ discordLocales }) => discordLocales,
  );
  return commands.map((command) => {
    const base = command.data(translate(ENGLISH.code));
    if (guildId === undefined) {
      base
        .setIntegrationTypes(
          ApplicationIntegrationType.GuildInstall,
          ApplicationIntegrationType.UserInstall,
        )
        .setContexts(
          InteractionContextType.Guild,
          InteractionContextType.BotDM,
          InteractionContextType.PrivateChannel,
        );
    }
    const translations = new Map(
      locales.map((locale) => [locale, command.data(translate(locale)).toJSON()]),
    );
    return localized<RESTPostAPIApplicationCommandsJSONBody>(base.toJSON(), translations);
  });
}

/** Makes Discord's list of commands this one. True if that took a change; an equal list is left alone. */
export async function registerCommands(
  rest: REST,
  { applicationId, guildId }: RegistrationTarget,
  wanted: RESTPostAPIApplicationCommandsJSONBody[],
): Promise<boolean> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const present = (await rest.get(route, { query })) as Record<string, unknown>[];
  if (isDeepStrictEqual(comparable(present, guildId), comparable(wanted, guildId))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

/** What Discord adds to a command that it stores, or knows only for commands that are registered everywhere. */
const ADDED = ['id', 'application_id', 'version', 'guild_id', 'dm_permission'];
const GLOBAL_ONLY = ['contexts', 'integration_types'];

/** Commands in one form: by name, without what Discord adds, without values that say the same as none. */
function comparable(commands: readonly object[], guildId: string | undefined): unknown[] {
  const left = new Set([...ADDED, ...(guildId === undefined ? [] : GLOBAL_ONLY)]);
  return commands
    .map((command) => Object.fromEntries(Object.entries(command).filter(([key]) => !left.has(key))))
    .map((command) => meaningful(command) as { name: string })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

function meaningful(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(meaningful);
    return items.every((item) => typeof item === 'number')
      ? items.toSorted((a, b) => a - b)
      : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, meaningful(inner)] as const)
    .filter(([, inner]) => !isNothing(inner));
  return Object.fromEntries(entries);
}

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);
