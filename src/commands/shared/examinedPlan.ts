import type { CheckIn } from '../../models/checkIn.ts';
import { canBeRead, type Stored } from '../../models/stored.ts';
import type { Concerns } from '../../services/safety/moderation.ts';
import { helpLinesOf, openingOf } from '../../services/safety/opening.ts';
import type { CommandContext } from '../context.ts';
import { asTyped } from './components.ts';
import { whereaboutsOf } from '../../services/safety/whereabouts.ts';
import { SETTINGS_MS } from './examined.ts';

type Context = Pick<CommandContext, 'moderation' | 'store' | 'translate'>;

/** How somebody is asked about a plan. */
export interface Asked {
  text: string;
  plan: string;
  /** Whether they are not asked: the text says why, and the plan is not to be kept. */
  isRefused: boolean;
}

const NOTHING: Concerns = new Set();

/**
 * What somebody is asked about their plan, which is examined once more, since what was found before is kept nowhere.
 * Curious only where nothing is found: otherwise the question is about themselves. Never rejects.
 * @param isLate whether it should have been asked a day ago or earlier
 */
export async function questionAbout(
  checkIn: Stored<CheckIn>,
  isLate: boolean,
  signal: AbortSignal,
  context: Context,
): Promise<Asked> {
  const { userId, locale } = checkIn;
  const words = context.translate(locale);
  const canRead = canBeRead(checkIn, 'plan');
  // They wanted to be asked: whoever is, without what it was, remembers that better than nothing.
  const plan = canRead ? checkIn.plan : words('failure.unreadable');
  const concerns = canRead ? await examinedAgain(plan, signal, context) : undefined;
  const said = { plan: asTyped(plan) };
  if (concerns?.size === 0) {
    const text = words(isLate ? 'checkin.askLate' : 'checkin.ask', said);
    return { text, plan, isRefused: false };
  }
  // What cannot be read, or has no verdict, may be anything.
  const asked = words(isLate ? 'checkin.askGentlyLate' : 'checkin.askGently', said);
  if (!concerns) return { text: asked, plan, isRefused: false };
  const whereabouts = await whereaboutsOf({ userId, locale }, context.store, SETTINGS_MS);
  if (concerns.has('minors')) {
    const opening = openingOf(concerns, whereabouts, words);
    return { text: `${opening}\n\n${words('checkin.refused')}`, plan, isRefused: true };
  }
  const lines = helpLinesOf(concerns, whereabouts, words);
  return { text: `${asked}\n\n${words('checkin.notAlone')}\n${lines}`, plan, isRefused: false };
}

/** Undefined where there was to be a verdict and none came. */
async function examinedAgain(
  plan: string,
  signal: AbortSignal,
  { moderation }: Pick<Context, 'moderation'>,
): Promise<Concerns | undefined> {
  return moderation ? moderation.verdictOn(plan, signal) : NOTHING;
}
