import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { House } from '../../playground/house.ts';
import {
  answered,
  ask,
  closeHouse,
  leave,
  newFolder,
  openHouse,
  SAMPLE_NOTE,
  scene,
  setUp,
} from '../support/house.ts';

afterEach(leave);
afterEach(() => vi.restoreAllMocks());

/** What Ada sees in #general. */
const seen = (house: House): string[] => {
  const { ada, channel } = scene(house);
  return ada.sees(channel).map(({ content }) => content);
};

/** Ada has a profile and one answer. */
async function conversation(folder: string): Promise<House> {
  const house = await openHouse({ folder });
  await setUp(house);
  await answered(house, await ask(house, 'What do I write first?'), SAMPLE_NOTE);
  return house;
}

describe('a restart of the playground', { timeout: 20_000 }, () => {
  test('keeps the conversation for the person who had it, and shows nothing of it to the other', async () => {
    const folder = await newFolder();
    const first = await conversation(folder);
    const before = seen(first);
    expect(before).toHaveLength(2);
    expect(await closeHouse(first)).toBe(0);

    const second = await openHouse({ folder });
    expect(seen(second)).toEqual(before);
    const { ben, channel } = scene(second);
    expect(ben.sees(channel)).toEqual([]);
  });

  test('keeps the profile, the history, and the buttons of old messages', async () => {
    const folder = await newFolder();
    const first = await conversation(folder);
    first.model.failNext('cutOff');
    await answered(first, await ask(first, 'And then? '.repeat(5)), /connection broke/);
    await closeHouse(first);

    const second = await openHouse({ folder });
    const { ada, channel } = scene(second);
    const broken = ada.sees(channel).at(-1);
    if (!broken) throw new Error('The broken answer is gone');
    const again = await ada.click(broken, 'Try again');
    await answered(second, again, SAMPLE_NOTE);
    const history = await answered(second, await ada.runCommand('history', {}, channel), /^/);
    expect(JSON.stringify(history.embeds)).toContain('What do I write first?');
    expect(second.discord.errors).toEqual([]);
    expect(second.discord.unknownRoutes).toEqual([]);
  });

  test('with --reset it begins anew', async () => {
    const folder = await newFolder();
    await closeHouse(await conversation(folder));
    const house = await openHouse({ folder, reset: true });
    const { ada, channel } = scene(house);
    expect(seen(house)).toEqual([]);
    const profile = await ada.runCommand('profile view', {}, channel);
    expect((await answered(house, profile)).content).toMatch(/no profile/);
  });

  test.each([
    ['cut off in the middle', '{"version":1,"guilds":['],
    ['of another version', '{"version":99}'],
    ['about nobody', '{"version":1,"messages":[{"id":"x"}]}'],
  ])('sets a state file aside that is %s, and says so', async (_, content) => {
    const folder = await newFolder();
    await writeFile(join(folder, 'discord.json'), content);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const house = await openHouse({ folder });
    expect(seen(house)).toEqual([]);
    expect(stderr.mock.calls.join('')).toMatch(/cannot be read.*set aside as .*discord\.json/);
    expect(await readdir(folder)).toContainEqual(expect.stringMatching(/unreadable$/));
  });

  test('is refused while another process uses the folder', async () => {
    const folder = await newFolder();
    // The parent of this process lives as long as it does.
    await writeFile(join(folder, 'lock'), String(process.ppid));
    await expect(openHouse({ folder })).rejects.toThrow(/Another playground .* stop it first/);
  });
});
