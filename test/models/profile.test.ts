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
    ['I am 30', 30],
    ['まだ18歳です', 18],
  ])('%j is read as %i', (text, age) => {
    expect(parsed({ age: text }).age).toBe(age);
  });

  test.each([
    '',
    'thirty',
    'eighteen',
    '30.5',
    '-30',
    '+30',
    '3e1',
    '0x1e',
    '30½',
    '3 0',
    'Infinity',
    'not 30 yet',
    '18 or 19',
  ])('%j is asked for in digits', (age) => {
    expect(problems({ age })).toEqual(['ageNotANumber']);
  });

  describe('that may be of somebody of age is asked for in digits', () => {
    test.each([
      ['a date', ['12. 03. 05', '12 02 05', '12.05.1990', '10/5/05', '12-05-05', '2005-03-12']],
      ['a month and a year', ['12/90', '12/05', '12.05', '12.5.', '12-05', '15/16', '05', '017']],
      ['a year', ['17 in 2008', '16 in 2010', 'sept 17']],
      ['a part of a number word', ['twenty-seven', 'twenty seven', 'quatre-vingt-dix-sept']],
      ['the same in other languages', ['dix-neuf', 'treinta y cinco', 'vinte e cinco']],
      ['the same in Japanese', ['二十七', '三十歳', '五十', '二十五']],
      ['two ages', ['17 or 30', '17, 30 soon', '13 turning 30', '16, 15 soon', '17 17']],
      ['something else', ['17 again', '17 at heart', 'since 17', 'my son is 16', '16 years ago']],
      ['not years', ['17 months', '17+', '~17', '-17', '17?', '17*2', '17 + 20', '≮18']],
      [
        'English',
        ['not 17 anymore, 30', 'I am not 16, I am 34', 'over 17', 'not 18', 'not a minor'],
      ],
      ['German', ['nicht mehr 17', 'mehr als 17', 'über 17', 'noch 18', 'keine 17 mehr, 30']],
      ['French', ['plus 17 ans', 'plus de 17', 'je n’ai plus 17 ans', 'pas 17 ans']],
      ['Spanish', ['más de 17', 'ya no tengo 17', 'no tengo 17', 'no soy menor']],
      ['Portuguese', ['mais de 17', 'já não tenho 17', 'não tenho 17', 'não sou menor']],
      ['Japanese', ['17歳ではない', '17歳以上', '17歳じゃない', '未成年ではない']],
    ])('%s: %j', (_, ages) => {
      for (const age of ages) expect([age, problems({ age })]).toEqual([age, ['ageNotANumber']]);
    });
  });

  test.each([
    ['digits', ['0', '17', '１７', '١٧', '१७', ' 9. ', 'I am 16', 'I’m 16!', '17 lol']],
    ['digits in other languages', ['ich bin 17', 'j’ai 17 ans', 'tengo 17 años', 'tenho 17 anos']],
    ['digits with units', ['16 years', '16yo', '16歳', 'まだ17歳です', '17 ans', '17 años']],
    ['a number word in English', ['seventeen', 'I’m fifteen', 'fifteen lol', 'nine']],
    ['in German', ['siebzehn', 'Siebzehn Jahre alt', 'zwölf', 'fuenfzehn']],
    ['in French', ['dix-sept', 'dix-sept ans et demi', 'treize ans']],
    ['in Spanish', ['diecisiete', 'dieciséis años', 'tengo quince']],
    ['in Portuguese', ['dezessete', 'dezasseis anos', 'dezessete e meio']],
    ['in Japanese', ['十七', '十七歳', '十歳', '十七歳半']],
    ['with a part of a year', ['17.5', '17,9', '١٧٫٥', '17½', '17 1/2', 'sixteen and 3/4']],
    ['with that in words', ['siebzehneinhalb', '17 and a half', '17 and 11 months']],
    ['what is next', ['15 (turning 16)', 'sixteen, seventeen soon', '17, almost 18', '18 soon']],
    ['what is next in days', ['17 – 18 in 20 days', '18 in 20 days', '17, 18 in 20 Tagen']],
    ['what is next elsewhere', ['siebzehn, bald achtzehn', '17, casi 18', '17歳、もうすぐ18歳']],
    ['not yet', ['not 18 yet', 'I am not 18 yet', 'I’m not yet 18', 'almost 18', '<18', '< 18']],
    ['not yet in German and French', ['noch nicht 18', 'pas encore 18 ans', 'moins de 18 ans']],
    ['not yet in Spanish', ['todavía no 18', 'aún no tengo 18 años', 'menos de 18']],
    ['not yet in Portuguese', ['ainda não 18', 'ainda não tenho 18 anos', 'quase 18']],
    ['not yet in Japanese', ['18歳未満', 'まだ18歳になっていません']],
    ['a minor', ['I am a minor', 'ich bin minderjährig', 'mineure', 'soy menor de edad']],
  ])('below 18 is too young, whatever else is wrong: %s, %j', (_, ages) => {
    for (const age of ages) {
      for (const other of [{}, { name: '' }]) {
        const result = parseProfile({ ...input, age, ...other });
        expect([age, result]).toStrictEqual([age, { kind: 'tooYoung' }]);
      }
    }
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
