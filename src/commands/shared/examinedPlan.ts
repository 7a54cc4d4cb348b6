import type { ChatInputCommandInteraction } from 'discord.js';
import { openingOf } from '../../services/safety/opening.ts';
import type { CommandContext } from '../index.ts';

/** What is said first to a plan in which something was found. */
interface Found {
  opening: string;
  /** Whether the plan is not to be kept. */
  isRefused: boolean;
}

/** Has a plan examined as a question is. Never rejects; undefined when nothing was found. */
export async function examinePlan(
  plan: string,
  { user, locale }: ChatInputCommandInteraction,
  { moderation, store, translate }: CommandContext,
): Promise<Found | undefined> {
  const concerns = await moderation?.examine(plan);
  if (!concerns || concerns.size === 0) return undefined;
  const settings = await store.findSettings(user.id).catch(() => null);
  const whereabouts = { locale, timeZone: settings?.timeZone ?? null };
  return {
    opening: openingOf(concerns, whereabouts, translate(locale)),
    isRefused: concerns.has('minors'),
  };
}
