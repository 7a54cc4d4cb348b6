import { unmet } from './requirements.ts';
import type { Case, Measurement } from './scenario.ts';

const FIRST_TRY = 250;
const MOST = 32_000;
/** Answers short enough to try many numbers, long enough to fill a bucket's window. */
const TOKENS = 200;
/** No further try begins after this, in milliseconds. */
const BUDGET_MS = 4 * 60_000;
/** The search ends when the number is known this well. */
const PRECISION = 1.1;
const STEP = 10;
/** From here on a process counts as being at the end of what one core can do, in percent. */
const SATURATED = 90;

/** The largest number of replies at once at which every requirement holds, and what ends it. */
export interface Capacity {
  /** 0 when not even the smallest number that was tried was good enough. */
  replies: number;
  /** The smallest number that was too much; undefined if none was. */
  tooMany: Measurement | undefined;
  /** Of the largest number that held. */
  held: Measurement | undefined;
}

/** Finds it by doubling and then halving the distance. */
export async function findCapacity(
  measure: (wanted: Case) => Promise<Measurement>,
): Promise<Capacity> {
  const endAt = performance.now() + BUDGET_MS;
  const found: Capacity = { replies: 0, tooMany: undefined, held: undefined };
  let replies: number | undefined = FIRST_TRY;
  while (replies !== undefined && performance.now() < endAt) {
    const one = await measure({
      place: 'interaction',
      strategy: 'component',
      replies,
      tokens: TOKENS,
    });
    if (unmet(one).length === 0) {
      found.replies = replies;
      found.held = one;
    } else {
      found.tooMany = one;
    }
    replies = nextTry(found.replies, found.tooMany?.replies);
  }
  return found;
}

/** The number to try next; undefined when the answer is known well enough. */
export function nextTry(held: number, tooMany: number | undefined): number | undefined {
  if (tooMany === undefined) return held * 2 > MOST ? undefined : held * 2;
  const next = Math.round((held + tooMany) / 2 / STEP) * STEP;
  if (tooMany <= held * PRECISION || next <= held || next >= tooMany) return undefined;
  return next;
}

/** The answer in words. */
export function describe({ replies, tooMany, held }: Capacity): string {
  const lines = [
    `Replies at once at which every requirement holds, in one process: ${replies.toLocaleString('en')}` +
      ` (answers of ${TOKENS} tokens).`,
  ];
  if (held) lines.push(`  At ${held.replies.toLocaleString('en')}: ${loadOf(held)}.`);
  if (!tooMany) return [...lines, '  More were not tried.', ''].join('\n');
  lines.push(
    `  At ${tooMany.replies.toLocaleString('en')} no longer: ${unmet(tooMany).join('; ')}.`,
    `  There ${loadOf(tooMany)}.`,
    `  ${causeOf(tooMany)}`,
  );
  return `${lines.join('\n')}\n`;
}

function loadOf({ bot, discord }: Measurement): string {
  return (
    `the bot used ${Math.round(bot.busiestPercent)} % of a core in its busiest second ` +
    `(event loop ${Math.round(bot.loopDelayP99Ms)} ms late, p99), the loopback Discord ` +
    `${Math.round(discord.busiestPercent)} % (${Math.round(discord.loopDelayP99Ms)} ms)`
  );
}

function causeOf({ bot, discord }: Measurement): string {
  const isBot = bot.busiestPercent >= SATURATED;
  const isDiscord = discord.busiestPercent >= SATURATED;
  if (isBot && isDiscord) return "Both processes' CPU ended it: the bot alone might do more.";
  if (isBot) return "The bot's CPU ended it.";
  if (isDiscord) return "The loopback Discord's CPU ended it, not the bot.";
  return 'Neither process was at the end of its CPU on average: bursts or the pacing ended it.';
}
