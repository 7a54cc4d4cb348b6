import { type Guild, Locale, type User } from 'discord.js';
import { ENGLISH } from '../../locales/index.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../context.ts';

/**
 * Keeps the locale of somebody who has a profile, when it is another one than before: their messages do not say it.
 * Never rejects.
 */
export async function keepLocale(
  { user, locale }: { user: User; locale: string },
  { store, log }: Pick<CommandContext, 'store' | 'log'>,
): Promise<void> {
  try {
    const settings = await store.findSettings(user.id);
    if (settings ? settings.locale === locale : !(await store.findProfile(user.id))) return;
    await store.saveLocale(user.id, locale);
  } catch (err) {
    log.warn({ userId: user.id, err }, 'a language could not be kept');
  }
}

/**
 * The locale of somebody who writes a message: the one that is kept of them, else what their server has chosen. Never
 * rejects.
 * @param budgetMs how long the store may take
 */
export async function localeOf(
  userId: string,
  guild: Guild | null,
  store: Pick<CommandContext['store'], 'findSettings'>,
  budgetMs: number,
): Promise<string> {
  const settings = await within(budgetMs, store.findSettings(userId)).catch(() => null);
  return settings?.locale ?? chosenBy(guild);
}

/** The language that a server has chosen: every one has English (US) until then, which says nothing of where people live. */
export function chosenBy(guild: Guild | null): string {
  const locale = guild?.preferredLocale ?? Locale.EnglishUS;
  return locale === Locale.EnglishUS ? ENGLISH.code : locale;
}
