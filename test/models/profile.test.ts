import { describe, expect, test } from 'vitest';
import {
  firstNameOf,
  parseProfile,
  PROFILE_LIMITS,
  profileInputOf,
  type Essentials,
  type ProfileInput,
  type ProfileProblem,
} from '../../src/models/profile.ts';

const input: ProfileInput = { name: 'Alice Liddell', age: '30', gender: 'woman', interests: 'tea' };

function parsed(over: Partial<ProfileInput>): Essentials {
  const result = parseProfile({ ...input, ...over });
  if (result.kind !== 'profile') throw new Error(JSON.stringify(result));
  return result.profile;
}

function problems(over: Partial<ProfileInput>): ProfileProblem[] {
  const result = parseProfile({ ...input, ...over });
  return result.kind === 'problems' ? result.problems : [];
}

describe('a profile', () => {
  test('is read from the four inputs', () => {
    expect(parsed({ interests: 'tea, chess' })).toStrictEqual({
      name: 'Alice Liddell',
      age: 30,
      gender: 'woman',
      interests: ['tea', 'chess'],
    });
  });

  test('typed again as it is shown is the same profile', () => {
    const profile = parsed({ name: ' Zoë  ', age: '４２', interests: 'tea,\nchess、 go' });
    expect(parseProfile(profileInputOf(profile))).toStrictEqual({ kind: 'profile', profile });
  });

  test('reports everything that is wrong at once, in the order of the inputs', () => {
    expect(problems({ name: '', age: 'old', gender: ' ', interests: ',' })).toEqual([
      'nameMissing',
      'ageNotANumber',
      'genderMissing',
      'interestsMissing',
    ]);
  });
});

describe('a name and a gender', () => {
  test('are one line, without control characters or space around it', () => {
    const profile = parsed({ name: '\tAlice\n\n Liddell\0 ', gender: ' a\r\nb ' });
    expect(profile).toMatchObject({ name: 'Alice Liddell', gender: 'a b' });
  });

  test('are missing when nothing but space is left', () => {
    expect(problems({ name: ' \n\0\u00A0' })).toEqual(['nameMissing']);
    expect(problems({ gender: '\t' })).toEqual(['genderMissing']);
  });

  test('may be as long as Discord counts it, in code points', () => {
    expect(problems({ name: '💙'.repeat(PROFILE_LIMITS.nameLength) })).toEqual([]);
    expect(problems({ name: '💙'.repeat(PROFILE_LIMITS.nameLength + 1) })).toEqual(['nameTooLong']);
    expect(problems({ gender: 'x'.repeat(PROFILE_LIMITS.genderLength) })).toEqual([]);
    expect(problems({ gender: 'x'.repeat(PROFILE_LIMITS.genderLength + 1) })).toEqual([
      'genderTooLong',
    ]);
  });

  test('keep the script that they are written in', () => {
    expect(parsed({ name: '山田 花子', gender: 'امرأة' })).toMatchObject({
      name: '山田 花子',
      gender: 'امرأة',
    });
  });
});

describe('an age', () => {
  test.each([
    ['18', 18],
    ['120', 120],
    [' 30\n', 30],
    ['030', 30],
    ['３０', 30],
    ['٤٢', 42],
    ['४२', 42],
    ['18 ans', 18],
    ['18 years', 18],
    ['18 years old', 18],
    ['30yo', 30],
    ['18歳', 18],
    ['18 Jahre alt', 18],
    ['18 años', 18],
    ['18 anos', 18],
  ])('%j is read as %i', (text, age) => {
    expect(parsed({ age: text }).age).toBe(age);
  });

  test.each([
    '',
    'thirty',
    '30.5',
    '-30',
    '+30',
    '3e1',
    '0x1e',
    '30½',
    '3 0',
    'Infinity',
    'twenty-seven',
    'dix-huit',
    '二十七',
    '12.05.1990',
    '10/5/05',
    '12/90',
    'not 30 yet',
    '18 or 19',
  ])('%j is not a number', (age) => {
    expect(problems({ age })).toEqual(['ageNotANumber']);
  });

  test.each([
    '0',
    '17',
    '１７',
    '017',
    '17.5',
    '17,9',
    ' 9. ',
    '16 years',
    '16yo',
    '16歳',
    'I am 16',
    'seventeen',
    'I’m fifteen',
    'siebzehn',
    'Siebzehn Jahre alt',
    'siebzehneinhalb',
    'dix-sept',
    'dix-sept ans et demi',
    'diecisiete',
    'dieciséis años',
    'dezessete',
    'dezasseis anos',
    '十七',
    '十七歳',
    'nine',
    '17½',
    '17 1/2',
    '17 and 11 months',
    '15 (turning 16)',
    '15/16',
    'not 18 yet',
    'I am not 18 yet',
    'almost 18',
    'noch nicht 18',
    'pas encore 18 ans',
    'todavía no 18',
    'ainda não 18',
    '18歳未満',
    '<18',
    '< 18',
    '١٧',
    '१७',
    '١٧٫٥',
    '17 ans',
    '17 años',
  ])('%j is too young, whatever else is wrong', (age) => {
    expect(parseProfile({ ...input, age })).toStrictEqual({ kind: 'tooYoung' });
    expect(parseProfile({ ...input, age, name: '' })).toStrictEqual({ kind: 'tooYoung' });
  });

  test.each(['121', '9'.repeat(400)])('%s is too old', (age) => {
    expect(problems({ age })).toEqual(['ageTooOld']);
  });
});

describe('interests', () => {
  test('are separated by commas of any script, or lines', () => {
    expect(parsed({ interests: 'tea, chess，go、tennis\r\nboats\n\n' }).interests).toEqual([
      'tea',
      'chess',
      'go',
      'tennis',
      'boats',
    ]);
  });

  test('count once when they are there twice, as first written', () => {
    expect(parsed({ interests: 'Tea, tea , TEA, chess' }).interests).toEqual(['Tea', 'chess']);
  });

  test('are missing when there are only separators', () => {
    expect(problems({ interests: ' , \n，' })).toEqual(['interestsMissing']);
  });

  test('are at most ten, after those there twice are left out', () => {
    const many = Array.from({ length: PROFILE_LIMITS.interests }, (_, n) => `hobby ${n}`);
    expect(problems({ interests: [...many, ...many].join() })).toEqual([]);
    expect(problems({ interests: [...many, 'one more'].join() })).toEqual(['interestsTooMany']);
  });

  test('are each as long as Discord counts it, in code points', () => {
    expect(problems({ interests: '♟'.repeat(PROFILE_LIMITS.interestLength) })).toEqual([]);
    expect(problems({ interests: `tea, ${'x'.repeat(51)}` })).toEqual(['interestTooLong']);
  });
});

describe('the first name', () => {
  test('is what stands before the first space', () => {
    expect(firstNameOf(parsed({ name: 'Alice Pleasance Liddell' }))).toBe('Alice');
    expect(firstNameOf(parsed({ name: 'Alice' }))).toBe('Alice');
  });
});
