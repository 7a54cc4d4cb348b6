import { setTimeout } from 'node:timers/promises';
import { ButtonStyle } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { buttonRow } from '../../../src/commands/shared/components.ts';
import { ANEW } from '../../../src/services/reply/piece.ts';
import { ReplyGone, type Surface } from '../../../src/services/reply/surface.ts';
import { buttonsOf } from '../../support/buttons.ts';
import { openPage, overlap, Pen, said } from '../../support/reply.ts';

const STOP = buttonRow({ style: ButtonStyle.Secondary, label: 'Stop', custom_id: 'stop' });

/** A text that begins anew when it is told to, and goes on then. */
async function* anew(before: string, until: Promise<void>, after: string) {
  yield before;
  await until;
  yield ANEW;
  yield after;
}

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

  test('brings back nothing that it has taken back, although an edit of that got no answer', async (context) => {
    const { discord, asked, reply } = await openPage(context, {}, { timeoutMs: 300 });
    const [more, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const text = async function* () {
      yield 'Played. '.repeat(300);
      await more.promise;
      yield 'More.';
      yield* anew('', gate.promise, 'Here is help.');
    };
    const shown = () => asked.messages().filter(({ deleted }) => !deleted);
    const isOpen = () => shown()[1] && buttonsOf(shown()[1]!).length > 0;
    const done = reply.write(text(), { components: [STOP] });
    await discord.until(isOpen, { what: 'a second message' });
    const held = Promise.withResolvers<void>();
    const until = () => {
      held.resolve();
      return Promise.withResolvers<void>().promise;
    };
    discord.faults.add({ method: 'PATCH', route: /messages/, times: 1, until });
    more.resolve();
    await held.promise;
    await discord.until(() => shown()[1]?.content.includes('More.'));
    gate.resolve();
    await done;
    expect(shown().map(({ content }) => content)).toEqual(['Here is help.']);
  });

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

  test.for([
    ['what it has shown', 'Before. ', 'After.'],
    ['its further messages', 'Before. '.repeat(700), 'After.'],
    ['all of it, and grows again', 'Before. '.repeat(700), 'After. '.repeat(700)],
  ] as const)('takes back %s when its text begins anew', async ([, before, after], context) => {
    const { asked, discord, reply } = await openPage(context);
    const gate = Promise.withResolvers<void>();
    const done = reply.write(anew(before, gate.promise, after));
    const shown = () => asked.messages().filter(({ deleted }) => !deleted);
    const count = Math.ceil(before.length / 2_000);
    await discord.until(
      () => shown().length === count && /Before\.( ▍)?$/.test(shown().at(-1)!.content),
    );
    gate.resolve();
    await done;
    const text = () =>
      shown()
        .map(({ sentContent }) => sentContent)
        .join('');
    await discord.until(() => shown().length === Math.ceil(after.length / 2_000));
    expect(text()).toBe(after);
  });

  test('takes back nothing but what came before when its text begins anew at its end', async (context) => {
    const { asked, reply } = await openPage(context);
    await reply.write(anew('Before.', Promise.resolve(), ''), {
      ending: () => ({ note: 'A note.' }),
    });
    expect(asked.original?.content).toBe('A note.');
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

  test('passes on what the text ended with to whoever gives no note for it', async (context) => {
    const { asked, reply } = await openPage(context);
    await expect(reply.write(broken())).rejects.toThrow('cut');
    expect(asked.original?.content).toBe('Some words');
  });

  test('ends "thinking…" also when there are no words', async (context) => {
    const { asked, reply } = await openPage(context);
    const pen = new Pen();
    pen.write(' \n\n ');
    pen.end();
    await reply.write(pen);
    expect(asked.original).toMatchObject({ thinking: false, content: '…' });
  });

  test('reads no more of a text that nobody can see', async (context) => {
    const { discord, asked, reply } = await openPage(context);
    const ended = Promise.withResolvers<void>();
    async function* endless(): AsyncGenerator<string, void, undefined> {
      try {
        for (;;) {
          yield 'word ';
          await setTimeout(5);
        }
      } finally {
        ended.resolve();
      }
    }
    discord.expireToken(asked);
    expect(await reply.write(endless())).toBeInstanceOf(ReplyGone);
    await ended.promise;
  });

  test('shows a part twice, and loses none, when the answer to its creation is lost', async (context) => {
    const { discord, asked, reply } = await openPage(context);
    const pen = new Pen();
    pen.write('first '.repeat(330));
    pen.write('second '.repeat(100));
    pen.end();
    discord.faults.add({ method: 'POST', route: /webhooks/, reset: true, applied: true, times: 1 });
    expect(await reply.write(pen)).toBeUndefined();
    const [first, lost, second] = asked.messages().map(({ sentContent }) => sentContent);
    expect(lost).toBe(second);
    expect(`${first}${second}`).toBe(pen.text);
  });

  test('creates a further message as one that has ended: whoever loses sight of it leaves nothing half done', async (context) => {
    const { discord, asked, reply } = await openPage(context);
    const created: string[][] = [];
    discord.on('request', ({ method }) => {
      const message = asked.messages()[1];
      if (method === 'POST' && message) created.push(buttonsOf(message));
    });
    const pen = new Pen();
    const done = reply.write(pen, { components: [STOP] });
    pen.write('first '.repeat(330));
    pen.write('second '.repeat(100));
    const further = await discord.until(() => asked.messages()[1]);
    // Cursor and button come with an edit, although no more is written.
    await discord.until(() => further.history.length > 1, { what: 'an edit' });
    const [first, edited] = further.history;
    expect(first?.content).not.toContain('▍');
    expect(created).toEqual([[]]);
    expect(edited?.content).toMatch(/second ?▍$/);
    expect(buttonsOf(further)).toEqual(['Stop']);
    pen.end();
    await done;
    expect(buttonsOf(further)).toEqual([]);
  });

  test('begins a follow-up in the same way: its first message, too, is lost with the answer to its creation', async (context) => {
    const { discord, asked, reply } = await openPage(context, {}, { first: 'followUp' });
    const pen = new Pen();
    const done = reply.write(pen, { components: [STOP] });
    pen.write('First words');
    const first = await discord.until(() => asked.followUps[0]);
    await discord.until(() => first.history.length > 1, { what: 'an edit' });
    const [created, edited] = first.history;
    expect(created?.content).toBe('First words');
    expect(edited?.content).toMatch(/First words ?▍$/);
    expect(buttonsOf(first)).toEqual(['Stop']);
    pen.end();
    await done;
    expect(first.content).toBe('First words');
    expect(buttonsOf(first)).toEqual([]);
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
    expect(await done).toBeInstanceOf(ReplyGone);
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

  test('of more than six messages ends in a file with all that is left', async (context) => {
    const { asked, reply } = await openPage(context);
    const pen = new Pen();
    pen.write(Array.from({ length: 2_500 }, (_, n) => `word${n}`).join(' '));
    pen.end();
    await reply.write(pen, { ending: () => ({ note: 'A note.' }) });
    const messages = asked.messages();
    const file = messages.at(-1)?.attachments[0];
    expect(messages).toHaveLength(6);
    expect(file?.filename).toBe('answer.md');
    const left = await (await fetch(file?.url ?? '')).text();
    expect(messages.map(({ sentContent }) => sentContent).join('') + left).toBe(
      `${pen.text}\n\nA note.`,
    );
  });

  test('leaves a place that is about to close while its message can still be finished', async (context) => {
    const { asked, reply, discord } = await openPage(context, {}, { expiresInMs: 30_500 });
    const pen = new Pen();
    const after: string[] = [];
    const elsewhere: Surface = {
      maxParts: Number.POSITIVE_INFINITY,
      expiresAt: Number.POSITIVE_INFINITY,
      show: async (part, { content }) => {
        after[part] = content;
        return null;
      },
      takeBack: () => Promise.resolve(),
    };
    const before: unknown[] = [];
    const done = reply.write(pen, {
      elsewhere: async (shown) => {
        before.push(shown);
        return elsewhere;
      },
    });
    pen.write('**Before ');
    await discord.until(() => asked.original?.content === '**Before ▍**');
    await pen.writeFor(2_500);
    pen.end();
    await done;
    const left = asked.original?.content ?? '';
    expect(left).toMatch(/^\*\*Before[^▍]*\*\*$/);
    expect(after).toHaveLength(1);
    expect(left.replaceAll('**', '')).toBe(pen.text.slice(2, left.length - 2));
    // The space at the cut is shown with neither.
    expect(before).toEqual([{ length: left.length - 1, reopening: '**' }]);
    expect(left.replace(/\*\*$/, ' ') + after[0]?.replace(/^\*\*/, '')).toBe(pen.text);
  });
});
