import { readWhen } from '../../../src/services/checkins/when.ts';

/** What somebody's words mean in Berlin, as the clock on the wall there shows it, or why they mean nothing. */
export function understood(
  text: string,
  { locale, now, timeZone = 'Europe/Berlin' }: { locale: string; now: Date; timeZone?: string },
): string {
  const when = readWhen(text, { now, locale, timeZone });
  if (!when.ok) return when.problem;
  // Swedes write dates as computers do.
  const clock = { timeZone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('sv-SE', clock).format(when.at);
}
