import { z } from 'zod';
import { readAge } from './age.ts';
import { lengthOf, tidyLine } from './text.ts';

/** Who the coach is talking to, in the person's own words. */
export interface Profile extends Essentials, Preferences {}

/** What every profile holds: what the set-up asks for. */
export interface Essentials {
  name: string;
  age: number;
  gender: string;
  interests: string[];
}

/** How the coach may talk. */
export const TONES = ['gentle', 'direct', 'playful'] as const;
export type Tone = (typeof TONES)[number];

/** What a profile may hold besides; what is not there was not said. */
export interface Preferences {
  pronouns?: string;
  /** What they are looking for. */
  seeking?: string;
  tone?: Tone;
}

/** What is known about someone beside their profile, from how they use Discord or because they chose it. */
export interface Settings {
  /** The Discord locale that they were last seen with: messages do not tell it. */
  locale: string;
  /** An IANA time zone such as `Europe/Paris`; null for the one of their locale. */
  timeZone: string | null;
}

/** The set-up modal's inputs, by custom id. */
export const PROFILE_FIELDS = ['name', 'age', 'gender', 'interests'] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];
export type ProfileInput = Record<ProfileField, string>;

const issue = z.enum([
  'nameMissing',
  'nameTooLong',
  'ageNotANumber',
  'ageTooYoung',
  'ageTooOld',
  'genderMissing',
  'genderTooLong',
  'interestsMissing',
  'interestsTooMany',
  'interestTooLong',
]);
type Issue = z.infer<typeof issue>;
/** What can be wrong with an input; the words for it are in `locales/`. */
export type ProfileProblem = Exclude<Issue, 'ageTooYoung'>;

export type ParsedProfile =
  | { kind: 'profile'; profile: Essentials }
  | { kind: 'problems'; problems: ProfileProblem[] }
  /** They are not of age: whatever else is wrong does not matter then. */
  | { kind: 'tooYoung' };

export const PROFILE_LIMITS = {
  nameLength: 50,
  genderLength: 50,
  interestLength: 50,
  interests: 10,
  minAge: 18,
  maxAge: 120,
} as const;

const line = (limit: number, missing: Issue, tooLong: Issue) =>
  z
    .string()
    .transform(tidyLine)
    .superRefine((text, context) => {
      if (text === '') context.addIssue({ code: 'custom', message: missing });
      if (lengthOf(text) > limit) context.addIssue({ code: 'custom', message: tooLong });
    });

const age = z.string().transform((text, context) => {
  const years = readAge(text, PROFILE_LIMITS.minAge);
  if (typeof years === 'number' && years <= PROFILE_LIMITS.maxAge) return years;
  context.addIssue({ code: 'custom', message: ageProblem(years) });
  return z.NEVER;
});

function ageProblem(years: ReturnType<typeof readAge>): Issue {
  if (years === 'below') return 'ageTooYoung';
  return years === undefined ? 'ageNotANumber' : 'ageTooOld';
}

const interests = z
  .string()
  .transform(splitInterests)
  .superRefine((items, context) => {
    const add = (message: Issue) => context.addIssue({ code: 'custom', message });
    if (items.length === 0) add('interestsMissing');
    if (items.length > PROFILE_LIMITS.interests) add('interestsTooMany');
    if (items.some((item) => lengthOf(item) > PROFILE_LIMITS.interestLength)) {
      add('interestTooLong');
    }
  });

/** Commas (of any script) or lines separate interests; one that is there twice counts once. */
function splitInterests(text: string): string[] {
  const unique = new Map<string, string>();
  for (const item of text.split(/[,，、\r\n]+/u).map(tidyLine)) {
    const key = item.toLowerCase();
    if (item !== '' && !unique.has(key)) unique.set(key, item);
  }
  return [...unique.values()];
}

const profileInput = z.object({
  name: line(PROFILE_LIMITS.nameLength, 'nameMissing', 'nameTooLong'),
  age,
  gender: line(PROFILE_LIMITS.genderLength, 'genderMissing', 'genderTooLong'),
  interests,
});

/** Reads what someone typed into the set-up modal; reports everything that is wrong at once. */
export function parseProfile(input: ProfileInput): ParsedProfile {
  const parsed = profileInput.safeParse(input);
  if (parsed.success) return { kind: 'profile', profile: parsed.data };
  const issues = parsed.error.issues.map(({ message }) => issue.parse(message));
  const problems = issues.filter((one) => one !== 'ageTooYoung');
  return problems.length < issues.length ? { kind: 'tooYoung' } : { kind: 'problems', problems };
}

/** The profile as it would be typed into the modal; the inverse of {@link parseProfile}. */
export function profileInputOf(profile: Essentials): ProfileInput {
  const { name, gender } = profile;
  return { name, age: String(profile.age), gender, interests: profile.interests.join(', ') };
}

/** The only part of the name that the coach and the greeting use. */
export function firstNameOf(profile: Essentials): string {
  return profile.name.split(' ')[0] ?? profile.name;
}
