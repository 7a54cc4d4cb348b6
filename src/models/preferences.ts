import { type Preferences, type Tone, TONES } from './profile.ts';
import { lengthOf, tidyLine, tidyText } from './text.ts';

/** The inputs of the form for what a profile may hold besides, by custom id. */
export const PREFERENCE_FIELDS = ['pronouns', 'seeking', 'tone'] as const;
/** What is in them; an empty one says nothing. */
export interface PreferencesInput {
  pronouns: string;
  seeking: string;
  tone: Tone | '';
}

export const PREFERENCE_LIMITS = { pronounsLength: 50, seekingLength: 500 } as const;

/** What can be wrong with an input; the words for it are in `locales/`. */
export type PreferenceProblem = 'pronounsTooLong' | 'seekingTooLong';

export type ParsedPreferences =
  | { ok: true; preferences: Preferences }
  | { ok: false; problems: PreferenceProblem[] };

/** The tone of this name; '' if there is none. */
export function toneOf(name: string | undefined): Tone | '' {
  return TONES.find((tone) => tone === name) ?? '';
}

/** Reads what someone typed and chose; reports everything that is wrong at once. */
export function parsePreferences({ tone, ...typed }: PreferencesInput): ParsedPreferences {
  const pronouns = tidyLine(typed.pronouns);
  const seeking = tidyText(typed.seeking);
  const problems: PreferenceProblem[] = [];
  if (lengthOf(pronouns) > PREFERENCE_LIMITS.pronounsLength) problems.push('pronounsTooLong');
  if (lengthOf(seeking) > PREFERENCE_LIMITS.seekingLength) problems.push('seekingTooLong');
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    preferences: {
      ...(pronouns !== '' && { pronouns }),
      ...(seeking !== '' && { seeking }),
      ...(tone !== '' && { tone }),
    },
  };
}

/** Preferences as they would be typed and chosen; the inverse of {@link parsePreferences}. */
export function preferencesInputOf(preferences: Preferences): PreferencesInput {
  const { pronouns = '', seeking = '', tone = '' } = preferences;
  return { pronouns, seeking, tone };
}
