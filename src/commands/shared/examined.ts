import { within } from '../../within.ts';
import type { Whereabouts } from '../../services/safety/helpLines.ts';
import { openingOf } from '../../services/safety/opening.ts';
import type { CommandContext } from '../index.ts';

type Context = Pick<CommandContext, 'moderation' | 'store' | 'translate'>;

/** What is said first where something was found in what somebody says. */
interface Found {
  opening: string;
  /** Whether it is not to be kept. */
  isRefused: boolean;
}

/** How long help lines wait for where somebody lives, in milliseconds: their locale says nearly as much. */
const SETTINGS_MS = 2_000;

/** Has a text examined as a question is that is answered. Never rejects; undefined when nothing was found. */
export async function examined(
  text: string,
  { userId, locale }: { userId: string; locale: string },
  context: Context,
): Promise<Found | undefined> {
  const concerns = await context.moderation?.examine(text);
  if (!concerns || concerns.size === 0) return undefined;
  const whereabouts = await whereaboutsOf(userId, locale, context);
  return {
    opening: openingOf(concerns, whereabouts, context.translate(locale)),
    isRefused: concerns.has('minors'),
  };
}

/** Where somebody lives, as far as it is known; never rejects, and comes soon. */
export async function whereaboutsOf(
  userId: string,
  locale: string,
  { store }: Pick<Context, 'store'>,
): Promise<Whereabouts> {
  const settings = await within(SETTINGS_MS, store.findSettings(userId)).catch(() => null);
  return { locale, timeZone: settings?.timeZone ?? null };
}
