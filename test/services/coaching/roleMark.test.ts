import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANEW } from '../../../src/services/reply/piece.ts';
import { withoutMark } from '../../../src/services/coaching/roleMark.ts';

/** The text in pieces, cut at these places. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length];
  places.sort((one, other) => one - other);
  return places.slice(1).map((place, index) => text.slice(places[index], place));
}

/** What is shown of a text in the end, what was before the role was left, and all that ever was. */
async function read(text: string, cuts: readonly number[]) {
  async function* deltas() {
    yield* pieces(text, cuts);
  }
  let lefts = 0;
  let shown = '';
  let shownBefore: string | undefined;
  const ever: string[] = [];
  const onLeft = async () => {
    await setImmediate();
    lefts += 1;
    shownBefore = shown;
  };
  for await (const piece of withoutMark(deltas(), onLeft)) {
    shown = piece === ANEW ? '' : shown + piece;
    ever.push(shown);
  }
  return { shown, lefts, shownBefore, ever };
}

async function* pieceThenTrouble() {
  yield '[ou';
  yield 'ch';
  throw new Error('The next piece was waited for');
}

const cuts = fc.array(fc.nat(80), { maxLength: 20 });

/** Ways in which models write the mark. */
const MARKS = [
  '[out of role]',
  '[Out of Role]',
  '  [OUT OF ROLE]',
  '**[out of role]**',
  '*[out of role]*',
  '[**out of role**]',
  '`[out of role]`',
  '"[out of role]"',
  '[Out of role.]',
  '> [out of role]:',
  '- [out of role]',
  '### [out of role]',
  '[out-of-role]',
  '[out_of_role]',
  '[/out of role]',
  '(out of role)',
  '(Out of role)',
  '*(out of role)*',
  '{out of role}',
  '<out of role>',
  '【out of role】',
  '**Out of role**',
  '_out of role_',
  '**Out of role:**',
  'Out of role:',
  'Out of role.',
  'Out of role,',
  'Out of role!',
  'OOC:',
  'I am out of role.',
  'I’m stepping out of my role:',
  'Out of role for a moment:',
  '—out of role—',
  '<|out of role|>',
  '🛑 **Out of role**',
  '1. out of role:',
  String.raw`\[out of role\]`,
  String.raw`\*\*out of role\*\*`,
  '[out of the role]',
  '[Stepping out of role]',
  "[I'm stepping out of role now]",
  '[I am out of role]',
  '[out of character]',
  '[Confidant, out of role]',
  '[step out of role here]',
  '[Leaving the role]',
  '(breaking character)',
  '[dejo el papel]',
  '[Je quitte le rôle]',
  '(Ich steige aus der Rolle aus)',
  '[Ich verlasse die Rolle]',
  '[deixo o papel]',
  '(OOC)',
  '[out of **role**]',
  '[out of role: safety]',
  '[out of role – for safety]',
  '[out of role now, as your coach]',
  '(out of role):',
  '[out\u{a0}of\u{202f}role]',
  'Out\u{2011}of\u{2011}role:',
  '[\u{200b}out of\nrole]',
  '\u{feff}[out of\r\nrole]',
  '[fuera de rol]',
  '[Fuera del papel]',
  '**Salgo de mi papel**',
  '[hors du rôle]',
  '(Hors-rôle)',
  '[je sors de mon rôle]',
  '[aus der Rolle]',
  '[außerhalb der Rolle]',
  '[fora do papel]',
  '[fora da personagem]',
  '[役を離れて]',
  '【役から離れます】',
  '（役を離れてお話しします）',
  '役を離れて。',
];

/** Ways that count where a space or the end of the line comes after them. */
const PARTED = [
  '🛑 [out of role] 🛑',
  '=== out of role ===',
  'Out of role —',
  'Out of role -',
  '**Out of role** –',
  '[out of role] —',
  'Out of role …',
  'Out of role 🛑',
  'Fuera de rol —',
];

/** Ways that count where nothing else stands in the line. */
const ALONE = [
  '1. out of role',
  '2) I am out of role',
  'out of\u{a0}role',
  '[out of role',
  '[out of role\n]',
  '```\n[out of role]\n```',
  '---\n**Out of role**\n---',
  'hors du rôle',
  '役を離れて',
  'out of role',
  'OUT OF ROLE',
  'Out of role.',
  '  Out of role',
  '"Out of role."',
];

const WORDS = '**Ada**, are you safe?';

/** What texts are made of that are nearly marks. */
const SCRAPS = [
  'out of role',
  'out',
  ' of',
  ' role',
  ' now',
  's',
  'I am ',
  '役を',
  '離れて',
  '🛑',
  'Oh',
];

describe('what somebody who plays a part writes', () => {
  test.each(MARKS)('is read without the mark that the role is left: %s', async (mark) => {
    const space = fc.constantFrom('', ' ', '\n', '\n\n  ');
    await fc.assert(
      fc.asyncProperty(space, cuts, async (between, at) => {
        const result = await read(`${mark}${between}Are you safe?`, at);
        expect(result).toMatchObject({ shown: 'Are you safe?', lefts: 1, shownBefore: '' });
      }),
    );
  });

  test.each(PARTED)('is read without what parts the mark from the words: %s', async (mark) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(' ', '\n', '\n\n'), cuts, async (between, at) => {
        const { shown, lefts } = await read(`${mark}${between}${WORDS}`, at);
        expect({ shown, lefts }).toEqual({ shown: WORDS, lefts: 1 });
      }),
    );
  });

  test.each([...MARKS, ...PARTED, ...ALONE])(
    'is taken back when the mark comes at the beginning of a later line, of which nothing is ever seen: %s',
    async (mark) => {
      const played = fc.constantFrom('Oh. Wait.\n\n', 'Oh.\n', '*looks up*\nOh.\n \n', '\n');
      await fc.assert(
        fc.asyncProperty(played, cuts, async (before, at) => {
          const { shown, lefts, ever } = await read(`${before}${mark}\n${WORDS}`, at);
          expect({ shown, lefts }).toEqual({ shown: WORDS, lefts: 1 });
          const seen = ever.filter((text) => !before.startsWith(text) && !WORDS.startsWith(text));
          expect(seen).toEqual([]);
        }),
      );
    },
  );

  test.each([
    'Oh. [out of role] ',
    'Oh. **[Out of role]**\n',
    '1. Oh (out of role) ',
    'Confidant (out of role): ',
    'Oh. <|out of role|>\n',
    'Oh. [out of role] Out of role: ',
    'Oh. [hors du rôle : sécurité] ',
  ])(
    'is taken back also when the mark comes in its brackets in the midst of a line: %s',
    async (begun) => {
      await fc.assert(
        fc.asyncProperty(cuts, async (at) => {
          const { shown, lefts } = await read(`${begun}${WORDS}`, at);
          expect({ shown, lefts }).toEqual({ shown: WORDS, lefts: 1 });
        }),
      );
    },
  );

  test('is left once, however often the mark comes', async () => {
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const text = `Oh.\n[out of role]\n(out of role)\n${WORDS}\n\n[Out of role]\nOr not? [/out of role]`;
        const { shown, lefts } = await read(text, at);
        expect({ shown, lefts }).toEqual({ shown: `${WORDS}\n\nOr not? `, lefts: 1 });
      }),
    );
  });

  test.each([
    'Oh, hi.',
    '[smiles] Hi.',
    '[out of office] Hi.',
    '[out of rol',
    ' [',
    'Well, out of role? No.',
    'Hm.\nOut of role models, you mean.',
    'Hm, I am out of role',
    'He is out of role here. Hm.',
    'I feel out of role models.',
    'I am out of role models today',
    'I am (out of role models) today',
    'Oh, (out of role-play) hi',
    'Out of character, I know. But I missed you.',
    '*sighs*\nOut of character... but I missed you.',
    'I did something silly yesterday (out of character), and called my ex.',
    '(out of character for me, I know) I missed you.',
    'Leaving the role. That is what my boss wants me to do.',
    'Out of role-play, are we?',
    'Out of roles\n',
    '(out of roles) Hm.',
    'Well. Out of role, he said.',
    'Sie fällt „aus der Rolle“, sagt man.',
    'Aus der Rolle gefallen, ja.',
    'Fuera de papeles. Sí.',
    '役を離れたくない。',
    'Out\n',
    '((((((((((((out of touch))',
    '😊\n',
    '  Hi.',
    '*smiles* Hi.',
    '\n\n**Hi** _there_\n- yes\n> no\n',
    '"Out of role?" Hi.',
  ])('is left as it is without it: %s', async (text) => {
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const { shown, lefts, ever } = await read(text, at);
        expect([shown, lefts]).toEqual([text, 0]);
        expect(ever.every((begun) => text.startsWith(begun))).toBe(true);
      }),
    );
  });

  test.each([
    ['- Call 112.\n- Are you safe?', '[out of role]\n'],
    ['> Are you safe?', '> [out of role]\n'],
    ['¿Estás a salvo?', '[fuera de rol]'],
    ['I hear you. Are you safe?]', '[out of role: '],
    ['Call 112]', '[out of role: '],
    ['I care, Ada :)', '[!] Out of role: '],
    ['I am here, Ada, with you (always)', '[out of role\n'],
    ['Ada', '(out of role '],
    ['Now, **Ada**.', 'Out of role\n'],
    ['Call:\n116 123\nNow.', '[out of role]\n'],
  ])('loses no word after the mark: %s', async (words, mark) => {
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const again = words.replace('Now.', `${mark}Now.`);
        const { shown, lefts } = await read(`${mark}${again}`, at);
        expect({ shown, lefts }).toEqual({ shown: words, lefts: 1 });
      }),
    );
  });

  test('is read the same in pieces of any size', async () => {
    const scraps = fc.constantFrom(...'[]()*-.:?`\n \\<'.split(''), ...SCRAPS);
    const text = fc.array(scraps, { maxLength: 12 }).map((parts) => `${parts.join('')}\nHi.`);
    await fc.assert(
      fc.asyncProperty(text, cuts, async (written, at) => {
        const { shown, lefts } = await read(written, []);
        expect(await read(written, at)).toMatchObject({ shown, lefts });
      }),
      { numRuns: 2000 },
    );
  });

  test.each(['[out of role]\n', 'Oh.\n[out of role]', 'Oh.\nOut of role', '(out of role)\n'])(
    'is no answer when nothing comes after the mark: %s',
    async (text) => {
      await expect(read(text, [3, 14])).rejects.toThrow(/failed: empty/);
    },
  );

  test('comes as soon as it cannot be the mark', async () => {
    const text = withoutMark(pieceThenTrouble(), async () => undefined);
    expect((await text.next()).value).toBe('[ouch');
  });
});
