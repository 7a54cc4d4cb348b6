import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gathered } from '../../src/commands/shared/gathered.ts';
import { en } from '../../src/locales/en.ts';
import type { Unseen } from '../../src/models/picture.ts';
import { PRACTICE_KINDS } from '../../src/models/practice.ts';
import { PREFERENCE_FIELDS, type PreferenceProblem } from '../../src/models/preferences.ts';
import { PROFILE_FIELDS, type ProfileProblem, TONES } from '../../src/models/profile.ts';
import type { TurnStatus } from '../../src/models/turn.ts';
import type { WhenProblem } from '../../src/services/checkins/when.ts';
import type { ModelFailure } from '../../src/services/coaching/modelError.ts';
import type { Concern } from '../../src/services/safety/moderation.ts';

const SOURCE = join(import.meta.dirname, '../../src');

/** All code that can use a text. */
export const code = globSync('**/*.ts', { cwd: SOURCE, exclude: ['locales/**'] })
  .map((path) => readFileSync(join(SOURCE, path), 'utf8'))
  .join('\n');

/** The members of a type; the compiler sees to it that they are all here and nothing else is. */
const members = <Type extends string>(all: Record<Type, true>): string[] => Object.keys(all);

/** What stands for the variable part of a key that is put together. */
const VARIABLE: Readonly<Record<string, readonly string[]>> = {
  'checkin.list.*': ['cancel', 'remove'],
  'checkin.problems.*': members<WhenProblem>({ notUnderstood: true, past: true, tooFar: true }),
  'commands.checkin.add.*.name': ['plan', 'when'],
  'commands.practice.kind.choices.*': PRACTICE_KINDS,
  'conversation.*': members<Unseen['problem'] | Exclude<Gathered['kind'], 'question'>>({
    blank: true,
    tooLong: true,
    notAPicture: true,
    tooLarge: true,
    tooMany: true,
  }),
  'failure.*': members<ModelFailure>({
    badKey: true,
    modelNotFound: true,
    rateLimited: true,
    outOfQuota: true,
    overloaded: true,
    unreachable: true,
    rejected: true,
    contentFilter: true,
    noVision: true,
    tooLong: true,
    cutOff: true,
    length: true,
    empty: true,
  }),
  'history.status.*': members<Exclude<TurnStatus, 'complete'>>({
    waiting: true,
    streaming: true,
    stopped: true,
    failed: true,
  }),
  'practice.fields.*.description': ['who', 'moment'],
  'practice.fields.*.label': ['who', 'moment'],
  'profile.fields.*.description': PROFILE_FIELDS,
  'profile.fields.*.label': PROFILE_FIELDS,
  'profile.more.fields.*.label': PREFERENCE_FIELDS,
  'profile.more.problems.*': members<PreferenceProblem>({
    pronounsTooLong: true,
    seekingTooLong: true,
  }),
  'profile.more.tones.*.description': TONES,
  'profile.more.tones.*.name': TONES,
  'profile.problems.*': members<ProfileProblem>({
    nameMissing: true,
    nameTooLong: true,
    ageNotANumber: true,
    ageTooOld: true,
    genderMissing: true,
    genderTooLong: true,
    interestsMissing: true,
    interestsTooMany: true,
    interestTooLong: true,
  }),
  'safety.*': members<Exclude<Concern, 'sexual'>>({
    selfHarm: true,
    violence: true,
    minors: true,
  }),
};

const KEY = new RegExp(
  `(['\`])((?:${Object.keys(en).join('|')})\\.(?:[\\w.]|\\$\\{[^}]*\\})+)\\1`,
  'g',
);

/** The keys in a piece of code; each that is put together counts as all that it can be. */
export function keysIn(piece: string): string[] {
  return patternsIn(piece).flatMap((pattern) => {
    if (!pattern.includes('*')) return [pattern];
    const values = VARIABLE[pattern];
    if (!values) throw new Error(`What "${pattern}" can be is missing in VARIABLE`);
    return values.map((value) => pattern.replace('*', value));
  });
}

/** The patterns of {@link VARIABLE} that no code uses. */
export function unusedPatterns(): string[] {
  const used = new Set(patternsIn(code));
  return Object.keys(VARIABLE).filter((pattern) => !used.has(pattern));
}

const patternsIn = (piece: string): string[] =>
  [...piece.matchAll(KEY)].map(([, , key = '']) => key.replaceAll(/\$\{[^}]*\}/g, '*'));
