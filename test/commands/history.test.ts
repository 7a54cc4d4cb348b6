import { InteractionType } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../playground/discord/index.ts';
import type { Turn } from '../../src/models/turn.ts';
import { Confidant } from '../support/confidant.ts';
import { sqlite } from '../support/databases.ts';

const EMBED_LIMIT = 4_096;

const shownOn = (page: Message) => page.embeds[0]?.description ?? '';
const footerOf = (page: Message) => page.embeds[0]?.footer?.text;
const words = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${name}${n}`).join(' ');

describe('/history', () => {
  let bot: Confidant;

  beforeEach(async () => {
    bot = await Confidant.start(sqlite);
  });
  afterEach(() => bot.stop());

  const remember = async (turn: Partial<Turn> & { id: string }) => {
    const { id, status = 'complete', question = `question ${id}`, answer = `answer ${id}` } = turn;
    await bot.store.beginTurn({
      id,
      userId: bot.ada.id,
      question,
      pictures: [],
      practiceId: null,
      follows: null,
      askedAt: new Date(Number(id) * 1_000),
      reply: null,
      status: status === 'waiting' ? 'waiting' : 'streaming',
    });
    if (status === 'waiting' || status === 'streaming') return;
    await bot.store.endTurn(bot.ada.id, id, { answer, status, endedAt: new Date() });
  };

  const open = async () => bot.shown(await bot.ada.runCommand('history', {}, bot.channel));
  /** Clicks through to the oldest page; the descriptions, oldest page first. */
  const allPages = async (page: Message): Promise<string[]> => {
    const pages = [shownOn(page)];
    const count = Number(footerOf(page)?.split(' ').at(-1) ?? 1);
    while (pages.length < count) {
      const before = footerOf(page);
      await bot.ada.click(page, 'Older');
      await bot.discord.until(() => footerOf(page) !== before);
      pages.unshift(shownOn(page));
    }
    return pages;
  };

  test('says so when there is nothing yet', async () => {
    const page = await open();
    expect(page.content).toMatch(/have not talked yet/);
    expect(page.components).toEqual([]);
    expect(page.ephemeral).toBe(true);
  });

  test('shows a few messages on one page without buttons, oldest first', async () => {
    await remember({ id: '1' });
    await remember({ id: '2' });
    const page = await open();
    expect(shownOn(page).match(/(question|answer) \d/g)).toEqual([
      'question 1',
      'answer 1',
      'question 2',
      'answer 2',
    ]);
    expect(page.components).toEqual([]);
  });

  test('goes to older pages and back', async () => {
    for (let id = 1; id <= 8; id += 1) await remember({ id: `${id}` });
    const page = await open();
    expect(footerOf(page)).toBe('Page 1 of 2');
    expect(shownOn(page)).toContain('answer 8');
    await expect(bot.ada.click(page, 'Newer')).rejects.toThrow('disabled');
    await bot.ada.click(page, 'Older');
    await bot.discord.until(() => footerOf(page) === 'Page 2 of 2');
    expect(shownOn(page)).toContain('question 1');
    await expect(bot.ada.click(page, 'Older')).rejects.toThrow('disabled');
    await bot.ada.click(page, 'Newer');
    await bot.discord.until(() => footerOf(page) === 'Page 1 of 2');
    expect(shownOn(page)).toContain('answer 8');
  });

  test('says how each question stands', async () => {
    await remember({ id: '1', status: 'stopped', answer: 'half' });
    await remember({ id: '2', status: 'failed', answer: '' });
    await remember({ id: '3', status: 'waiting' });
    await remember({ id: '4', status: 'streaming' });
    const text = shownOn(await open());
    expect(text).toMatch(/Confidant\*\* \(stopped before its end\)\nhalf/);
    expect(text).toMatch(/\(not finished\)\n> question 2/);
    expect(text).toMatch(/\(waiting for your profile\)\n> question 3/);
    expect(text).toMatch(/\(being written\)\n> question 4/);
    expect(text.match(/Confidant/g)).toHaveLength(1);
  });

  test('loses nothing of long questions and answers', async () => {
    for (let id = 1; id <= 6; id += 1) {
      const [question, answer] = [words(`q${id}x`, 180), words(`a${id}x`, 1_500)];
      await remember({ id: `${id}`, question, answer });
    }
    const pages = await allPages(await open());
    for (const text of pages) expect(Array.from(text).length).toBeLessThanOrEqual(EMBED_LIMIT);
    const found = pages.join(' ').match(/[qa]\dx\d+/g);
    const expected = Array.from({ length: 6 }, (_, index) => index + 1).flatMap((id) =>
      `${words(`q${id}x`, 180)} ${words(`a${id}x`, 1_500)}`.split(' '),
    );
    expect(found).toEqual(expected);
  });

  test.each([
    ['empty lines', `a${'\n'.repeat(1_498)}b`],
    ['short lines', Array.from({ length: 750 }, () => 'a').join('\n')],
    ['emoji', '💘'.repeat(1_500)],
  ])('shows a question of nothing but %s', async (_, question) => {
    await remember({ id: '1', question });
    const page = await open();
    const pages = await allPages(page);
    for (const text of pages) expect(Array.from(text).length).toBeLessThanOrEqual(EMBED_LIMIT);
    expect(pages.join('')).toContain('answer 1');
  });

  test.each(['-1', '-999999999999', '99', '1e308', 'NaN', 'Infinity', '1.5', '', 'x'])(
    'takes a forged page number (%s) for one that exists',
    async (number) => {
      for (let id = 1; id <= 8; id += 1) await remember({ id: `${id}` });
      const page = await open();
      bot.discord.forge({
        type: InteractionType.MessageComponent,
        person: bot.ada,
        channel: bot.channel,
        message: page,
        data: { component_type: 2, custom_id: `history:page:${number}`, id: 1 },
      });
      const edits = await bot.discord.until(() => page.toAPI()['edited_timestamp']);
      expect(edits).not.toBeNull();
      expect(footerOf(page)).toMatch(/^Page [12] of 2$/);
    },
  );

  test('shows another person who uses the buttons their own history only', async () => {
    for (let id = 1; id <= 8; id += 1) await remember({ id: `${id}` });
    const page = await open();
    const forged = bot.discord.forge({
      type: InteractionType.MessageComponent,
      person: bot.ben,
      channel: bot.channel,
      message: page,
      data: { component_type: 2, custom_id: 'history:page:1', id: 1 },
    });
    await forged.response();
    await bot.discord.until(() => page.content.includes('have not talked'));
    expect(page.embeds).toEqual([]);
  });
});
