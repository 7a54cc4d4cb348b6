import { ENGLISH } from '../../locales/index.ts';
import { within } from '../../within.ts';
import type { Store } from '../store/store.ts';
import type { Whereabouts } from './helpLines.ts';

/**
 * Where somebody lives, as far as it is known; never rejects.
 * @param locale as it came with what they wrote; otherwise the one that is stored of them counts
 * @param budgetMs how long the store may take
 */
export async function whereaboutsOf(
  { userId, locale }: { userId: string; locale: string | undefined },
  store: Pick<Store, 'findSettings'>,
  budgetMs: number,
): Promise<Whereabouts> {
  const settings = await within(budgetMs, store.findSettings(userId)).catch(() => null);
  return {
    locale: locale ?? settings?.locale ?? ENGLISH.code,
    timeZone: settings?.timeZone ?? null,
  };
}
