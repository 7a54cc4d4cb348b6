import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ReplyGone } from '../../../src/services/reply/surface.ts';
import { openPage, overlap, Pen, said } from '../../support/reply.ts';

async function* broken() {
  yield 'Some words';
  throw new Error('cut');
}

describe('a reply that is shown while it is written', () => {
  test('shows the newest text after an edit that took long, with one edit at a time', async (context) => {
    const page = await openPage(context, { interaction: null });
    const { discord, reply, edits } = page;
    discord.faults.add({ method: 'PATCH', route: /messages/, delayMs: 300, times: 1 });
    const pen = new Pen();
    const done = reply.write(pen);
    pen.write('one ');
    await setTimeout(100);
    for (const word of ['two ', 'three ', 'four']) pen.write(word);
    await discord.until(() => said(page).at(-1) === 'one two three four');
    pen.end();
    await done;
    expect(said(page)).toEqual(['one', 'one two three four']);
    expect(overlap(edits)).toBe(false);
  });

  test.for([{ status: 500 }, { status: 503 }, { reset: true as const }])(
    'is shown again with newer text after a failed edit (%o)',
    async (fault, context) => {
      const page = await openPage(context);
      const { discord, reply, edits } = page;
      discord.faults.add({ method: 'PATCH', route: /messages/, times: 1, ...fault });
      const pen = new Pen();
      const done = reply.write(pen);
      pen.write('old ');
      await discord.until(() => edits.length === 1);
      pen.write('new');
      await discord.until(() => said(page).at(-1) === 'old new');
      pen.end();
      await done;
      expect(said(page)).toEqual(['old new']);
    },
  );

  test('waits as long as a shared limit asks, then shows its end', async (context) => {
    const { discord, asked, reply, edits } = await openPage(context);
    discord.faults.add({
      method: 'PATCH',
      route: /messages/,
      status: 429,
      retryAfter: 0.4,
      times: 1,
    });
    const pen = new Pen();
    pen.write('All of it.');
    pen.end();
    const since = performance.now();
    await reply.write(pen);
    expect(performance.now() - since).toBeGreaterThan(390);
    expect(asked.original?.sentContent).toBe('All of it.');
    expect(edits.map(({ status }) => status)).toEqual([429, 200]);
  });

  test('shows a note for what the text ended with, and never rejects for that', async (context) => {
    const { asked, reply } = await openPage(context);
    const errors: unknown[] = [];
    await reply.write(broken(), {
      ending: (error) => {
        errors.push(error);
        return { note: 'A note.' };
      },
    });
    expect(asked.original?.content).toBe('Some words\n\nA note.');
    expect(errors).toEqual([new Error('cut')]);
  });

  test('tells whoever writes that nobody can read it any more, once', async (context) => {
    const { discord, asked, reply, edits } = await openPage(context);
    const pen = new Pen();
    let gone = 0;
    const done = reply.write(pen, {
      onGone: () => {
        gone += 1;
        pen.end();
      },
    });
    discord.expireToken(asked);
    pen.write('Words');
    await expect(done).rejects.toThrow(ReplyGone);
    expect(gone).toBe(1);
    expect(edits.map(({ status }) => status)).toEqual([401]);
  });

  test('whose pieces cut an emoji in two never shows half of it', async (context) => {
    const page = await openPage(context, { interaction: null });
    const { discord, reply, edits } = page;
    const pen = new Pen();
    const done = reply.write(pen);
    pen.write('Love \uD83D');
    await discord.until(() => edits.length === 1);
    pen.write('\uDC98');
    await discord.until(() => said(page).at(-1) === 'Love 💘');
    pen.end();
    await done;
    expect(said(page)).toEqual(['Love', 'Love 💘']);
  });
});
