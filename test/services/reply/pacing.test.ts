import { describe, expect, test } from 'vitest';
import type { Limits } from '../../../playground/discord/index.ts';
import { withoutCursor } from '../../support/confidant.ts';
import { openPage, overlap, Pen } from '../../support/reply.ts';

describe('a reply that is written for a while', () => {
  test.concurrent.for<[string, Partial<Limits>]>([
    ['5 edits in 5 seconds', {}],
    ['3 edits in 1 second', { interaction: { limit: 3, windowMs: 1_000 } }],
    ['1 edit in 1 second', { interaction: { limit: 1, windowMs: 1_000 } }],
    ['30 edits in 5 seconds', { interaction: { limit: 30, windowMs: 5_000 } }],
    [
      '5 requests of all kinds in 10 seconds',
      {
        interaction: { limit: 5, windowMs: 10_000 },
        interactionShared: true,
      },
    ],
    ['no limit', { interaction: null }],
  ])('where Discord allows %s, is never refused and ends at once', async ([, limits], context) => {
    const { discord, asked, reply, edits } = await openPage(context, limits);
    const pen = new Pen();
    const done = reply.write(pen);
    await pen.writeFor(2_200);
    const endedAt = performance.now();
    pen.end();
    await done;
    const tookMs = performance.now() - endedAt;
    expect(discord.stats.rateLimited).toBe(0);
    expect(asked.original?.sentContent).toBe(pen.text);
    expect(overlap(edits)).toBe(false);
    expect(edits.length).toBeGreaterThan(1);
    const only = limits.interaction?.limit === 1;
    expect(tookMs).toBeLessThan(only ? 1_100 : 400);
    for (const { content } of asked.original?.history ?? []) {
      expect(pen.text.startsWith(withoutCursor(content))).toBe(true);
    }
  });

  test.concurrent('follows limits that change in the middle', async (context) => {
    const { discord, asked, reply } = await openPage(context, {
      interaction: { limit: 30, windowMs: 500 },
    });
    const pen = new Pen();
    const done = reply.write(pen);
    await pen.writeFor(700);
    discord.limits.interaction = { limit: 3, windowMs: 1_000 };
    await pen.writeFor(1_500);
    discord.limits.interaction = null;
    await pen.writeFor(500);
    pen.end();
    await done;
    expect(discord.stats.rateLimited).toBe(0);
    expect(asked.original?.sentContent).toBe(pen.text);
  });
});
