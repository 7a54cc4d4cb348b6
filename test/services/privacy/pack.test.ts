import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pack, type PackedFile } from '../../../src/services/privacy/pack.ts';
import type { PersonalData } from '../../../src/services/privacy/personalData.ts';

interface Exported {
  discordId: string;
  profile: object;
  conversation: { answer: string }[];
}

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** A person of so many turns with such answers. */
const dataOf = (count: number, answer: () => string): PersonalData => ({
  version: 1,
  exportedAt: new Date('2026-03-04T12:00:00Z'),
  discordId: '100000000000000001',
  unreadable: 0,
  about: { profile: { name: '[] \u2028 "Ada"' } },
  conversation: Array.from({ length: count }, () => JSON.stringify({ answer: answer() }, null, 2)),
});

const read = ({ name, content }: PackedFile): Exported =>
  JSON.parse((name.endsWith('.gz') ? gunzipSync(content) : content).toString()) as Exported;

const words = () => 'Tell them\u2028what you feel, "really".\n'.repeat(80);

describe('everything about a person', () => {
  test('is one file of JSON, that people can read', async () => {
    const [file, ...more] = await pack(dataOf(2, words), TEN_MEGABYTES);
    expect(more).toEqual([]);
    expect(file?.name).toBe('confidant-2026-03-04.json');
    expect(read(file!)).toEqual({
      version: 1,
      exportedAt: '2026-03-04T12:00:00.000Z',
      discordId: '100000000000000001',
      unreadable: 0,
      profile: { name: '[] \u2028 "Ada"' },
      conversation: [{ answer: words() }, { answer: words() }],
    });
    expect(file?.content.toString()).toContain('\n  "conversation": [\n    {\n      "answer": ');
  });

  test('is such a file also where nothing was ever said', async () => {
    const [file] = await pack(dataOf(0, words), TEN_MEGABYTES);
    expect(read(file!).conversation).toEqual([]);
  });

  test('is compressed where Discord would not take it as it is', async () => {
    const files = await pack(dataOf(4_000, words), TEN_MEGABYTES);
    expect(files.map(({ name }) => name)).toEqual(['confidant-2026-03-04.json.gz']);
    expect(files[0]?.content.byteLength).toBeLessThan(TEN_MEGABYTES);
    expect(read(files[0]!).conversation).toHaveLength(4_000);
  });

  test('is several such files where one would still be too large, with nothing left out', async () => {
    const limit = 4_096;
    const data = dataOf(40, () => randomBytes(300).toString('base64'));
    const files = await pack(data, limit);
    expect(files.length).toBeGreaterThan(2);
    expect(files.map(({ name }) => name)).toEqual(
      files.map((_, index) => `confidant-2026-03-04-${index + 1}.json.gz`),
    );
    expect(files.filter(({ content }) => content.byteLength > limit)).toEqual([]);
    const parts = files.map(read);
    expect(parts.flatMap(({ conversation }) => conversation)).toEqual(
      data.conversation.map((turn) => JSON.parse(turn) as unknown),
    );
    expect(parts.filter(({ discordId }) => discordId !== data.discordId)).toEqual([]);
  });
});
