import { type Attachment, type Client, Collection } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Readable } from '../../../src/commands/shared/contents.ts';
import { gather as gatherIn } from '../../../src/commands/shared/gathered.ts';
import { createTranslator } from '../../../src/locales/index.ts';
import { en } from '../../../src/locales/en.ts';

const BOT = '100';
const words = (await createTranslator())('en-US');
const gather = (messages: Parameters<typeof gatherIn>[0]) => gatherIn(messages, words);

const client = {
  user: { id: BOT },
  users: { cache: new Map([['200', { displayName: 'Kim' }]]) },
} as unknown as Client<true>;

/** A message with these words, and pictures of these names. */
const message = (content: string, ...names: string[]): Readable => ({
  client,
  guild: null,
  mentions: { users: new Collection() } as Readable['mentions'],
  content,
  attachments: new Collection(
    names.map((name): [string, Attachment] => [
      name,
      { url: `https://x/${name}`, name, size: 1, contentType: 'image/png' } as Attachment,
    ]),
  ),
  messageSnapshots: new Map(),
});
const forward = (content: string, ...names: string[]): Readable => ({
  ...message(''),
  messageSnapshots: new Map([['1', message(content, ...names)]]),
});
const named = (name: string) => ({ url: `https://x/${name}`, name, size: 1 });

describe('messages that are gathered', () => {
  test('are one question, a line for each, without those that say nothing', () => {
    const messages = ['One?', '  ', '\u200B', 'Two\n\nthree? '].map((text) => message(text));
    expect(gather(messages)).toMatchObject({ kind: 'question', text: 'One?\nTwo\n\nthree?' });
  });

  test('have the pictures of all of them, in order, also without words', () => {
    const messages = [message('', 'a.png', 'b.png'), message('Look', 'c.png')];
    expect(gather(messages)).toEqual({
      kind: 'question',
      text: 'Look',
      pictures: ['a.png', 'b.png', 'c.png'].map(named),
      count: 2,
    });
    expect(gather([message('', 'a.png')])).toMatchObject({ kind: 'question', text: '' });
  });

  test('lose the mentions of the bot, and no other', () => {
    const text = `<@${BOT}> what does <@200> mean, <@!${BOT}>?`;
    expect(gather([message(text)])).toMatchObject({ text: 'what does @Kim mean,  ?' });
    expect(gather([message(`<@${BOT}>`)])).toMatchObject({ kind: 'blank' });
  });

  test('have 4,000 characters in all, emoji counted once; what is more is the next question', () => {
    const half = '💘'.repeat(1_999);
    const fits = [message(half), message(`${half}x`)];
    expect(gather(fits)).toMatchObject({ text: `${half}\n${half}x`, count: 2 });
    const tooLong = [message(half), message(`${half}xy`), message('z')];
    expect(gather(tooLong)).toMatchObject({ kind: 'question', text: half, count: 1 });
    expect(gather([message('x'.repeat(4_001))])).toMatchObject({ kind: 'tooLong', count: 1 });
  });

  test('have five pictures in all; what is more is the next question', () => {
    const five = ['1', '2', '3', '4', '5'];
    expect(gather([message('', ...five)])).toMatchObject({ kind: 'question', count: 1 });
    const more = [message('', ...five), message('', '6')];
    expect(gather(more)).toMatchObject({ pictures: five.map(named), count: 1 });
  });

  test('may be forwarded, which is said of words and of pictures alone', () => {
    const mark = en.conversation.forwarded;
    const text = `${mark}\n> Miss you\n> Call me\nAnd?`;
    expect(gather([forward('Miss you\nCall me'), message('And?')])).toMatchObject({ text });
    const shot = { kind: 'question', text: mark, pictures: [named('a.png')] };
    expect(gather([forward('', 'a.png')])).toMatchObject(shot);
    expect(gather([forward('')])).toMatchObject({ kind: 'blank' });
    expect(gather([forward('x'.repeat(4_000))])).toMatchObject({ kind: 'question' });
  });
});
