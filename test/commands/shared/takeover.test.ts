import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TcpProxy } from '../../../playground/tcpProxy.ts';
import type { LeaseTimes } from '../../../src/services/coaching/leases.ts';
import type { Store } from '../../../src/services/store/store.ts';
import { mongodbBehindProxy } from '../../support/behindProxy.ts';
import { ANSWER_BUTTONS, buttonsOf } from '../../support/buttons.ts';
import { Confidant } from '../../support/confidant.ts';
import { mongodb } from '../../support/databases.ts';
import { question } from '../../services/store/contract/context.ts';

const NOTE = /\n\n-# I had to stop here[^]*/;

describe.skipIf(!mongodb.available)('a reply whose process loses its way to MongoDB', () => {
  let bot: Confidant;
  let proxy: TcpProxy;
  /** What the others see. */
  let others: Store;

  afterEach(async () => {
    proxy.restore();
    await bot.stop();
  });

  const begin = async (leaseTimes: LeaseTimes) => {
    const behind = await mongodbBehindProxy({
      serverSelectionTimeoutMs: 300,
      operationTimeoutMs: 5_000,
    });
    ({ proxy, direct: others } = behind);
    bot = await Confidant.start(behind.kind, { leaseTimes });
    await bot.setUp(bot.ada);
    const hand = bot.model.handwritten();
    const asked = await bot.ask(bot.ada, 'Well?');
    const answer = await hand.next();
    answer.write('Half of it');
    const reply = await bot.shows(asked, 'Half of it');
    const stored = () => others.findTurn(bot.ada.id, asked.id);
    await vi.waitFor(async () => expect(await stored()).toMatchObject({ answer: 'Half of it' }), {
      timeout: 5_000,
    });
    return { asked, answer, reply, stored };
  };

  test('ends before others take it over, with all of its words, which are kept later', async () => {
    const { answer, reply, stored } = await begin({
      renewEveryMs: 5_000,
      deadAfterMs: 12_000,
    });
    proxy.cut();
    answer.write(', and more');
    const hasEnded = () => NOTE.test(reply.content) && !buttonsOf(reply).includes('Stop');
    await bot.discord.until(hasEnded, { what: 'the end', timeoutMs: 20_000 });
    expect(reply.content.replace(NOTE, '')).toBe('Half of it, and more');
    expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
    proxy.restore();
    const kept = { status: 'stopped', answer: 'Half of it, and more' };
    await vi.waitFor(async () => expect(await stored()).toMatchObject(kept), { timeout: 10_000 });
    await vi.waitFor(async () => expect(await others.leases()).toEqual([]), { timeout: 10_000 });
    expect(reply.content.replace(NOTE, '')).toBe('Half of it, and more');
  }, 40_000);

  test('is not touched any more once another has taken it over, until all that was read is stored and shown', async () => {
    const { asked, answer, reply, stored } = await begin({
      renewEveryMs: 500,
      deadAfterMs: 10_000,
    });
    proxy.cut();
    answer.write(', and more');
    await bot.shows(asked, 'Half of it, and more');
    // Another process takes it over, and dies itself before it has shown anything.
    const [lease] = await others.leases();
    if (!lease) throw new Error('There is no lease');
    await others.closeTurn(asked.id, { status: 'stopped', endedAt: new Date() });
    expect(await others.claimLease(lease, 'another', new Date(0))).toBe(true);
    proxy.restore();
    const whole = 'Half of it, and more';
    await bot.discord.until(() => reply.content.replace(NOTE, '') === whole, {
      timeoutMs: 30_000,
    });
    await vi.waitFor(async () => expect(await others.leases()).toEqual([]), { timeout: 20_000 });
    expect(buttonsOf(reply)).toEqual(['Continue', 'Try again']);
    expect(reply.content.replace(NOTE, '')).toBe(whole);
    expect(await stored()).toMatchObject({ status: 'stopped', answer: whole });
    expect(asked.messages()).toHaveLength(1);
  }, 60_000);

  const settled = async () => {
    const { logs, discord } = bot;
    const isTried = () => logs.some((line) => /(stored after all|not to be stored)/.test(line));
    await discord.until(isTried, { what: 'the end of a turn', timeoutMs: 15_000 });
    await vi.waitFor(async () => expect(await others.leases()).toEqual([]), {
      timeout: 25_000,
    });
  };
  const logged = (words: string) => bot.logs.some((line) => line.includes(words));

  describe('when its whole answer is shown', () => {
    const TIMES = { renewEveryMs: 500, deadAfterMs: 10_000 };
    const WHOLE = { status: 'complete', answer: 'Half of it, and the rest.' };
    const HALF = { status: 'stopped', answer: 'Half of it' };

    /** Another process takes the whole answer for a half, ends it so, and is done with it. */
    const endedElsewhere = async () => {
      const { asked, answer, reply, stored } = await begin(TIMES);
      proxy.cut();
      answer.write(', and the rest.');
      answer.end();
      await bot.ended(asked, WHOLE.answer);
      await others.closeTurn(asked.id, { status: 'stopped', endedAt: new Date() });
      const [lease] = await others.leases();
      if (!lease) throw new Error('There is no lease');
      await others.dropLease(asked.id, lease.owner);
      return { asked, reply, stored };
    };
    test('keeps all of it, and shows it once more', async () => {
      const { reply, stored } = await endedElsewhere();
      proxy.restore();
      await bot.discord.until(() => logged('an interrupted reply is finished'), {
        what: 'the reply once more',
        timeoutMs: 30_000,
      });
      await settled();
      expect(await stored()).toMatchObject(WHOLE);
      expect(reply.content).toBe(WHOLE.answer);
      expect(buttonsOf(reply)).toEqual(ANSWER_BUTTONS);
    }, 60_000);

    test('leaves alone what its asker has gone on from meanwhile', async () => {
      const { asked, stored } = await endedElsewhere();
      await others.beginTurn({
        ...question('9'.repeat(19)),
        userId: bot.ada.id,
        follows: asked.id,
      });
      proxy.restore();
      await settled();
      expect(await stored()).toMatchObject(HALF);
      expect(logged('stored after all')).toBe(false);
    }, 60_000);

    test('leaves alone what another answer stands for by now', async () => {
      const { asked, stored } = await endedElsewhere();
      await others.replaceTurn(bot.ada.id, asked.id, '9'.repeat(19));
      proxy.restore();
      await settled();
      expect(await stored()).toMatchObject(HALF);
    }, 60_000);

    test('brings nothing back that was deleted meanwhile', async () => {
      const { stored } = await endedElsewhere();
      await others.deleteUser(bot.ada.id);
      proxy.restore();
      await settled();
      expect(await stored()).toBeNull();
      expect(logged('an interrupted reply')).toBe(false);
    }, 60_000);
  });
});
