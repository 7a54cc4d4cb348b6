import { z } from 'zod';
import data from './helpLines.json' with { type: 'json' };

/** What somebody may need help with. */
export const NEEDS = ['suicide', 'abuse', 'children'] as const;
export type Need = (typeof NEEDS)[number];

const looked = {
  /** The page in which it was seen. */
  source: z.url({ protocol: /^https?$/ }),
  /** The day on which it was looked up there. */
  checked: z.iso.date(),
};

const helpLine = z
  .strictObject({
    name: z.string().min(1),
    about: z.array(z.enum(NEEDS)).min(1),
    /** As it is dialled. */
    phone: z.string().min(1).optional(),
    /** A number for text messages, and what to send to it if that matters. */
    text: z.string().min(1).optional(),
    word: z.string().min(1).optional(),
    url: z.url({ protocol: /^https$/ }).optional(),
    /** As ISO 639-1. */
    languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
    ...looked,
  })
  .refine(({ phone, text, url }) => phone ?? text ?? url, { error: 'cannot be reached' });
export type HelpLine = z.infer<typeof helpLine>;

const country = z.strictObject({
  /** As ISO 3166. */
  region: z.string().regex(/^[A-Z]{2}$/),
  /** Others in which the same lines answer, as ISO 3166. */
  territories: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
  /** Discord's locales whose people mostly live there. */
  locales: z.array(z.string()),
  emergency: z.strictObject({ numbers: z.array(z.string()).min(1), ...looked }),
  /** The one that helps most people first. */
  lines: z.array(helpLine).min(1),
});
export type Country = z.infer<typeof country>;

const file = z.strictObject({
  about: z.string(),
  /** Where people anywhere find somebody to talk to. */
  everywhere: z.strictObject({ url: z.url(), ...looked }),
  countries: z.array(country),
});

/** Help lines by country, in the order in which they are named. */
export const { countries: COUNTRIES, everywhere: EVERYWHERE } = file.parse(data);

/** What tells where somebody lives. */
export interface Whereabouts {
  /** Of their Discord. */
  locale: string;
  /** The one that they have set; null if they have not. */
  timeZone: string | null;
}

/** The compiler does not know the method yet. */
type LocaleWithZones = Intl.Locale & { getTimeZones: () => string[] | undefined };

/** A zone by the one of its names that the system prefers. */
const canonical = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone;

const BY_ZONE = new Map(
  COUNTRIES.flatMap((one) =>
    [one.region, ...(one.territories ?? [])].flatMap((region) => {
      const locale = new Intl.Locale('und', { region }) as LocaleWithZones;
      return (locale.getTimeZones() ?? []).map((zone) => [canonical(zone), one] as const);
    }),
  ),
);

/** Zones that are no place's. */
const NOWHERE = /^(UTC|GMT|Etc\/.*)$/;

/**
 * The countries in which somebody may live: that of their time zone if they have set one that is a place's, otherwise
 * those of their locale. Empty where it is none that is known.
 */
export function countriesOf({ locale, timeZone }: Whereabouts): Country[] {
  if (timeZone === null || NOWHERE.test(timeZone))
    return COUNTRIES.filter(({ locales }) => locales.includes(locale));
  const found = BY_ZONE.get(canonical(timeZone));
  return found ? [found] : [];
}

/** A country's lines for these needs; those for people who are hurt where there are none of their own. */
export function linesFor({ lines }: Country, needs: readonly Need[]): HelpLine[] {
  const about = (wanted: readonly Need[]) =>
    lines.filter((line) => line.about.some((need) => wanted.includes(need)));
  const fitting = about(needs);
  return fitting.length > 0 ? fitting : about(['abuse']);
}
