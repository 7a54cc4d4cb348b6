import { type Attachment, Collection } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { gather } from '../../../src/commands/shared/inbox.ts';

const BOT = '100';

/** A message with these words, and pictures of these names. */
const message = (content: string, ...names: string[]) => ({
  content,
  attachments: new Collection(
    names.map((name): [string, Attachment] => [
      name,
      { url: `https://x/${name}`, name, size: 1, contentType: 'image/png' } as Attachment,
    ]),
  ),
});
const named = (name: string) => ({ url: `https://x/${name}`, name, size: 1 });

describe('messages that are gathered', () => {
  test('are one question, a line for each, without those that say nothing', () => {
    const messages = ['One?', '  ', '\u200B', 'Two\n\nthree? '].map((text) => message(text));
    expect(gather(messages, BOT)).toMatchObject({ kind: 'question', text: 'One?\nTwo\n\nthree?' });
  });

  test('have the pictures of all of them, in order, also without words', () => {
    const messages = [message('', 'a.png', 'b.png'), message('Look', 'c.png')];
    expect(gather(messages, BOT)).toEqual({
      kind: 'question',
      text: 'Look',
      pictures: ['a.png', 'b.png', 'c.png'].map(named),
    });
    expect(gather([message('', 'a.png')], BOT)).toMatchObject({ kind: 'question', text: '' });
  });

  test('lose the mentions of the bot, and no other', () => {
    const text = `<@${BOT}> what does <@200> mean, <@!${BOT}>?`;
    expect(gather([message(text)], BOT)).toMatchObject({ text: 'what does <@200> mean,  ?' });
    expect(gather([message(`<@${BOT}>`)], BOT)).toMatchObject({ kind: 'blank' });
  });

  test('have 4,000 characters in all, emoji counted once, and not one more', () => {
    const half = '💘'.repeat(1_999);
    expect(gather([message(half), message(`${half}x`)], BOT)).toMatchObject({ kind: 'question' });
    expect(gather([message(half), message(`${half}xy`)], BOT)).toMatchObject({ kind: 'tooLong' });
  });

  test('have five pictures in all, and not one more', () => {
    const five = ['1', '2', '3', '4', '5'];
    expect(gather([message('', ...five)], BOT)).toMatchObject({ kind: 'question' });
    expect(gather([message('', ...five), message('', '6')], BOT)).toEqual({
      kind: 'tooMany',
      name: '6',
    });
  });
});
