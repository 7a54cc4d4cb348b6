import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutMark } from '../../../src/services/coaching/rehearsal.ts';

/** The text in pieces, cut at these places. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length];
  places.sort((one, other) => one - other);
  return places.slice(1).map((place, index) => text.slice(places[index], place));
}

async function read(text: string, cuts: readonly number[]) {
  async function* deltas() {
    yield* pieces(text, cuts);
  }
  let lefts = 0;
  let shown = '';
  let shownBefore: string | undefined;
  const onLeft = async () => {
    await setImmediate();
    lefts += 1;
    shownBefore = shown;
  };
  for await (const piece of withoutMark(deltas(), onLeft)) shown += piece;
  return { shown, lefts, shownBefore };
}

async function* pieceThenTrouble() {
  yield '[ou';
  yield 'ch';
  throw new Error('The next piece was waited for');
}

const cuts = fc.array(fc.nat(60), { maxLength: 20 });

describe('what somebody who plays a part writes', () => {
  test('is read without the mark that the role is left, however it comes in pieces', async () => {
    const marks = fc.constantFrom(
      '[out of role]',
      '[Out of Role]',
      ' \n[OUT OF ROLE]',
      '**[out of role]**',
      '"[out of role]"',
      '[Out of role.]',
      '> [out of role]:',
    );
    const space = fc.constantFrom('', ' ', '\n', '\n\n  ');
    await fc.assert(
      fc.asyncProperty(marks, space, cuts, async (mark, between, at) => {
        const result = await read(`${mark}${between}Are you safe? [out of role]`, at);
        expect(result).toEqual({
          shown: 'Are you safe? [out of role]',
          lefts: 1,
          shownBefore: '',
        });
      }),
    );
  });

  test.each([
    'Oh, hi.',
    '[smiles] Hi.',
    '[out of office] Hi.',
    '[out of rol',
    ' [',
    'Well. [out of role] No.',
    '  Hi.',
    '*smiles* Hi.',
    '"Out of role?" Hi.',
  ])('is left as it is without it: %s', async (text) => {
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const { shown, lefts } = await read(text, at);
        expect([shown, lefts]).toEqual([text, 0]);
      }),
    );
  });

  test('is no answer when it is nothing but the mark', async () => {
    await expect(read('[out of role]\n', [3, 14])).rejects.toThrow(/failed: empty/);
  });

  test('comes as soon as it cannot be the mark', async () => {
    const text = withoutMark(pieceThenTrouble(), async () => undefined);
    expect((await text.next()).value).toBe('[ouch');
  });
});
