import type { Json } from './json.ts';

/** Where Discord looks when a text is missing in a language. */
const FALLBACKS: Record<string, string> = { 'en-US': 'en-GB', 'en-GB': 'en-US', 'es-419': 'es-ES' };

const localized = (entry: Json, field: 'name' | 'description', locale: string): string => {
  const texts = (entry[`${field}_localizations`] ?? {}) as Record<string, string | null>;
  const own = entry[field] as string | undefined;
  return texts[locale] ?? texts[FALLBACKS[locale] ?? ''] ?? own ?? '';
};

/** The name of a command, option or choice as Discord's client shows it in this language. */
export const shownName = (entry: Json, locale: string): string => localized(entry, 'name', locale);

/** The description of a command or option as Discord's client shows it in this language. */
export const shownDescription = (entry: Json, locale: string): string =>
  localized(entry, 'description', locale);

/** The entry with this name: its own, or the one that is shown in this language. */
export const named = <T extends Json>(
  entries: readonly T[],
  name: string,
  locale: string,
): T | undefined =>
  entries.find((entry) => entry['name'] === name) ??
  entries.find((entry) => shownName(entry, locale) === name);
