import type { Concern } from '../../services/safety/moderation.ts';
import { openingOf } from '../../services/safety/opening.ts';
import { whereaboutsOf } from '../../services/safety/whereabouts.ts';
import type { CommandContext } from '../context.ts';

type Context = Pick<CommandContext, 'moderation' | 'store' | 'translate'>;

/** What is said first where something was found in what somebody says. */
export interface Found {
  opening: string;
  /** Whether it is not to be kept. */
  isRefused: boolean;
}

/** How long help lines wait for where somebody lives, in milliseconds: their locale says nearly as much. */
export const SETTINGS_MS = 2_000;

/**
 * Has a text examined as a question is that is answered. Never rejects; undefined when nothing was found.
 * @param isRefused whether it is refused already
 */
export async function examined(
  text: string,
  { userId, locale }: { userId: string; locale: string },
  context: Context,
  isRefused = false,
): Promise<Found | undefined> {
  const found = await context.moderation?.examine(text);
  const concerns = new Set<Concern>([...(found ?? []), ...(isRefused ? ['minors' as const] : [])]);
  if (concerns.size === 0) return undefined;
  const whereabouts = await whereaboutsOf({ userId, locale }, context.store, SETTINGS_MS);
  return {
    opening: openingOf(concerns, whereabouts, context.translate(locale)),
    isRefused: concerns.has('minors'),
  };
}
