import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cipher } from '../../../src/services/encryption/cipher.ts';
import { type UnreadableRecord, Words } from '../../../src/services/encryption/words.ts';
import { keyringOf, newKey } from '../../support/databases.ts';

const [OLD, NEW] = [newKey(), newKey()];

let found: UnreadableRecord[] = [];
const wordsOf = (keys = [OLD], { mark = 'a-mark', plain = false } = {}) => {
  return new Words(new Cipher(keyringOf(...keys), { mark, plain }), (one) => found.push(one));
};
const words = wordsOf();
const lenient = wordsOf([OLD], { plain: true });

const sealed = (plan: string, by = words): string =>
  by.seal('checkIns', { userId: '1', id: '2' }, { plan }).plan;
const opened = (plan: string, by = words): string =>
  by.open('checkIns', { userId: '1', id: '2' }, { plan }).plan;

/** The codes of what opening finds to be wrong, each once. */
function problemWith(open: () => unknown): string {
  found = [];
  open();
  return [...new Set(found.flatMap(({ fields }) => Object.values(fields)))].join();
}

const turn = {
  id: '10',
  userId: '1',
  question: 'Shall I call Ben?',
  pictures: [
    { url: 'https://cdn.example/a', name: 'chat.png', size: 3 },
    { url: 'https://cdn.example/b', name: 'more.png', size: 4 },
  ],
  practiceId: null,
  answer: 'Yes.',
  reply: { channelId: '3', interactionToken: 'secret', after: { length: 3, reopening: '**' } },
};
const sealTurn = (whole: typeof turn) => words.seal('turns', whole, whole);

describe('encrypted words', () => {
  test('come back as they were, whatever they are, and look like nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const value = sealed(text);
        expect(opened(value)).toBe(text);
        expect(text.length > 3 && value.includes(text)).toBe(false);
      }),
    );
  });

  test('are stored as every other text is where half of a character is missing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xd7f0, max: 0xe00f })), (units) => {
        const text = String.fromCharCode(...units);
        expect(opened(sealed(text))).toBe(text.toWellFormed());
      }),
    );
  });

  test('look different each time', () => {
    expect(new Set(Array.from({ length: 100 }, () => sealed('the same'))).size).toBe(100);
  });

  test('stay empty where they are, so that it can be seen that nothing was said', () => {
    expect(sealed('')).toBe('');
    expect(opened('')).toBe('');
  });

  test('may look like encrypted ones themselves', () => {
    for (const text of [sealed('inner'), 'enc1.a-mark.', 'enc1.', sealed('x').slice(0, -5)]) {
      expect(opened(sealed(text))).toBe(text);
    }
  });

  test('are all that is encrypted of a record, wherever they are in it', () => {
    const { id, userId, practiceId, pictures, reply, ...texts } = sealTurn(turn);
    expect({ id, userId, practiceId }).toEqual({ id: '10', userId: '1', practiceId: null });
    expect(pictures.map(({ size }) => size)).toEqual([3, 4]);
    expect(reply).toMatchObject({ channelId: '3', after: { length: 3 } });
    const encrypted = [
      ...Object.values(texts),
      ...pictures.flatMap(({ url, name }) => [url, name]),
      reply.interactionToken,
      reply.after.reopening,
    ];
    expect(encrypted).toHaveLength(8);
    for (const text of encrypted) expect(text).toMatch(/^enc1\.a-mark\.[\w-]{8}\.[\w-]+$/);
    const whole = sealTurn(turn);
    expect(words.open('turns', whole, whole)).toStrictEqual(turn);
  });

  test('that are missing stay missing, and the record that was handed in stays as it is', () => {
    const profile = { name: 'Ada', age: 29, interests: ['chess', 'tea'] };
    const before = structuredClone(profile);
    const value = words.seal('profiles', { userId: '1' }, profile);
    expect(Object.keys(value)).toEqual(['name', 'age', 'interests']);
    expect(profile).toStrictEqual(before);
    const none = { answer: '', reply: null };
    expect(words.seal('turns', { userId: '1', id: '1' }, none)).toStrictEqual(none);
  });
});

describe('encrypted words that somebody altered', () => {
  test('are refused, whichever bit it is', () => {
    const value = sealed('Shall I call Ben?');
    const at = value.lastIndexOf('.') + 1;
    const bytes = Buffer.from(value.slice(at), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const altered = Buffer.from(bytes);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const text = value.slice(0, at) + altered.toString('base64url');
      expect(problemWith(() => opened(text))).toBe('altered');
    }
  });

  test('are refused when a part is missing, or something is added', () => {
    const value = sealed('Shall I call Ben?');
    for (let length = value.lastIndexOf('.') + 1; length < value.length; length += 1) {
      expect(problemWith(() => opened(value.slice(0, length)))).toBe('altered');
    }
    for (const more of ['A', '=', '.', ' ', '\n']) {
      expect(problemWith(() => opened(value + more))).toBe('altered');
    }
  });

  test('are refused in another field, record, or place of a list, and with another person', () => {
    const value = sealTurn(turn);
    const [first, second] = value.pictures;
    const openPart = (part: object) => () => words.open('turns', value, part);
    const cases: [string, () => unknown][] = [
      ['another field', openPart({ question: value.answer })],
      ['another field of a list', openPart({ pictures: [{ ...first, url: first?.name }] })],
      ['another place in a list', openPart({ pictures: [second, first] })],
      ...(['question', 'answer'] as const).flatMap((field): [string, () => unknown][] => {
        const part = { [field]: value[field] };
        return [
          [
            `the ${field} of another person`,
            () => words.open('turns', { ...value, userId: '2' }, part),
          ],
          [
            `the ${field} of another record`,
            () => words.open('turns', { ...value, id: '11' }, part),
          ],
        ];
      }),
      [
        'another kind of record',
        () => words.open('practices', value, { who: sealed('x'), moment: '' }),
      ],
      [
        'another version',
        () => {
          const text = words.seal('memories', { userId: '1', version: 1 }, { text: 'x' });
          words.open('memories', { userId: '1', version: 2 }, text);
        },
      ],
      [
        'ids that are cut elsewhere',
        () =>
          words.open(
            'checkIns',
            { userId: '12', id: '' },
            {
              plan: sealed('x'),
            },
          ),
      ],
    ];
    const problems = cases.map(([name, open]) => [name, problemWith(open)]);
    expect(problems).toEqual(cases.map(([name]) => [name, 'altered']));
  });

  test('are refused when they are of another database with the same key', () => {
    expect(problemWith(() => opened(sealed('x'), wordsOf([OLD], { mark: 'other' })))).toBe('plain');
  });

  test('are refused when they are not encrypted at all, or with a key that is not there', () => {
    expect(problemWith(() => opened('in plain text'))).toBe('plain');
    expect(problemWith(() => opened(sealed('x'), wordsOf([NEW])))).toBe('unknownKey');
  });
});

describe('a record of which some words were altered', () => {
  const whole = sealTurn(turn);
  const [first, second] = whole.pictures;
  const altered = {
    ...whole,
    answer: whole.question,
    pictures: [{ ...first!, name: second!.name }, second!],
  };

  test('has all others, and says which are missing', () => {
    expect(words.open('turns', altered, altered)).toStrictEqual({
      ...turn,
      answer: '',
      pictures: [{ ...turn.pictures[0], name: '' }, turn.pictures[1]],
      unreadable: ['pictures', 'answer'],
    });
    expect(words.open('turns', whole, whole)).not.toHaveProperty('unreadable');
  });

  test('is told of by its ids and the names of its fields', () => {
    found = [];
    words.open('turns', altered, altered);
    expect(found).toStrictEqual([
      {
        collection: 'turns',
        record: { userId: '1', id: '10' },
        fields: { pictures: 'altered', answer: 'altered' },
      },
    ]);
  });

  test('has those encrypted anew that can be read; the others stay as they are', () => {
    const both = wordsOf([NEW, OLD]);
    const { unreadable, ...renewed } = both.renew('turns', altered, altered);
    expect(unreadable).toEqual(['pictures', 'answer']);
    expect(renewed.answer).toBe(altered.answer);
    expect(renewed.pictures[0]?.name).toBe(altered.pictures[0]?.name);
    const mended = { ...renewed, answer: '', pictures: [] };
    expect(wordsOf([NEW]).open('turns', turn, mended)).toStrictEqual({
      ...turn,
      answer: '',
      pictures: [],
    });
  });

  test('is found also where its words are of the key that encrypts now', () => {
    const { unreadable, ...renewed } = words.renew('turns', altered, altered);
    expect(unreadable).toEqual(['pictures', 'answer']);
    expect(renewed).toStrictEqual(altered);
  });
});

describe('words from before there was a key', () => {
  test('are read as they are while there may be some, also if they look like encrypted ones', () => {
    for (const text of ['in plain text', 'enc1.', 'enc1.other-mark.12345678.AAAA']) {
      expect(opened(text, lenient)).toBe(text);
    }
    expect(opened(sealed('new'), lenient)).toBe('new');
  });

  test('do not make altered ones readable', () => {
    expect(problemWith(() => opened(`${sealed('x')}A`, lenient))).toBe('altered');
  });
});

describe('a list of keys', () => {
  test('decrypts with each of them, and encrypts with the first', () => {
    const both = wordsOf([NEW, OLD]);
    expect(opened(sealed('old'), both)).toBe('old');
    expect(opened(sealed('new', both), wordsOf([NEW]))).toBe('new');
  });

  test('encrypts anew what is plain or of an older key, and leaves the rest', () => {
    const both = wordsOf([NEW, OLD], { plain: true });
    const bond = { userId: '1', id: '2' };
    const renew = (plan: string) => both.renew('checkIns', bond, { plan }).plan;
    for (const plan of ['x', sealed('x')]) expect(opened(renew(plan), wordsOf([NEW]))).toBe('x');
    const current = sealed('x', both);
    expect(renew(current)).toBe(current);
  });
});
