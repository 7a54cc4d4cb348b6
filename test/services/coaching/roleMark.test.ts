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
];

/** Ways that count where nothing else stands in the line. */
const ALONE = ['out of role', 'OUT OF ROLE', 'Out of role.', '  Out of role', '"Out of role."'];

const WORDS = '**Ada**, are you safe?';

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

  test.each([...MARKS, ...ALONE])(
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

  test.each(['Oh. [out of role] ', 'Oh. **[Out of role]**\n', '1. Oh (out of role) '])(
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
    'I am out of role',
    'Out\n',
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
