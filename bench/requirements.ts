import { EDIT_BUCKET } from './best.ts';
import { isWhole, type Place } from './protocol.ts';
import type { Case, Measurement } from './scenario.ts';

/** How much older than the computed best text may be, and up to how many replies at once. */
const AGE_FACTORS = [
  { replies: 20, factor: 1.25 },
  { replies: Number.POSITIVE_INFINITY, factor: 1.5 },
];
const FINAL_P99_MS = 300;
const FIRST_P99_MS = 250;

/** Something that is asked of the component, or of the bot around it. */
interface Requirement {
  name: string;
  /** What was measured: 1 is just good enough, more is too much; undefined if it says nothing about this. */
  strain: (one: Measurement, all: readonly Measurement[]) => number | undefined;
  /** What was measured, in words. */
  found: (one: Measurement) => string;
}

/** Whether a requirement held, and the measurement that was the hardest. */
export interface Verdict {
  name: string;
  held: boolean;
  worst: string;
}

const milliseconds = (value: number): string =>
  Number.isFinite(value) ? `${Math.round(value)} ms` : 'never';

const none = (count: number): number => (count === 0 ? 0 : Number.POSITIVE_INFINITY);

/** Of replies in one channel, those that end together may have to wait for as many windows as their last edits need. */
const finalMsOf = ({ place, replies }: Case): number => {
  const { limit, windowMs } = EDIT_BUCKET;
  const windows = place === 'channel' && replies > 1 ? Math.ceil(replies / limit) : 0;
  return FINAL_P99_MS + windows * windowMs;
};

const factorAt = (replies: number): number =>
  AGE_FACTORS.find((limit) => replies <= limit.replies)?.factor ?? 1;

/** What must hold for every measurement by itself. */
const FOR_EACH: readonly Requirement[] = [
  {
    name: 'no token is lost',
    strain: ({ lostTokens }) => none(lostTokens),
    found: ({ lostTokens }) => `${lostTokens} lost`,
  },
  {
    name: 'no request is refused by a limit (429)',
    strain: ({ rateLimited }) => none(rateLimited),
    found: ({ rateLimited }) => `${rateLimited} refused`,
  },
  {
    name: 'no reply fails',
    strain: ({ failures }) => none(failures.length),
    found: ({ failures }) => failures[0] ?? 'none failed',
  },
  {
    name: 'mean age within 1.25 of the best for up to 20 replies, 1.5 for more',
    strain: ({ meanAgeMs, bestAgeMs, replies }) =>
      bestAgeMs === 0 ? undefined : meanAgeMs / bestAgeMs / factorAt(replies),
    found: ({ meanAgeMs, bestAgeMs }) => `${(meanAgeMs / bestAgeMs).toFixed(2)} of the best`,
  },
  {
    name: `final text within ${FINAL_P99_MS} ms of the last token (p99), or in a window of the channel that it shares`,
    strain: (one) => one.finalP99Ms / finalMsOf(one),
    found: ({ finalP99Ms }) => milliseconds(finalP99Ms),
  },
  {
    name: `first words within ${FIRST_P99_MS} ms (p99)`,
    strain: ({ firstP99Ms }) => firstP99Ms / FIRST_P99_MS,
    found: ({ firstP99Ms }) => milliseconds(firstP99Ms),
  },
];

const CPU: Requirement = {
  name: "CPU per reply no more than the one-second timer's (per edit, where its own queue starves it)",
  strain: (one, all) => {
    if (one.strategy !== 'component') return undefined;
    const timer = all.find(
      ({ strategy, place, replies, tokens }) =>
        strategy === 'timer' &&
        place === one.place &&
        replies === one.replies &&
        tokens === one.tokens,
    );
    if (!timer) return undefined;
    const perReply = one.bot.cpuMs / timer.bot.cpuMs;
    // What is starved saves the processor the edits that it does not send.
    return isStarved(timer, one) ? (perReply * timer.edits) / one.edits : perReply;
  },
  found: ({ bot, edits, replies }) =>
    `${(bot.cpuMs / replies).toFixed(1)} ms, ${(bot.cpuMs / edits).toFixed(2)} an edit`,
};

/** Whether one sends so much less than the other that its cost says nothing. */
const isStarved = (one: Measurement, other: Measurement): boolean => one.edits < 0.9 * other.edits;

/** What is asked of the component and the whole bot, and whether these measurements show it; what they do not tell is left out. */
export function judge(measurements: readonly Measurement[]): Verdict[] {
  const own = measurements.filter(({ strategy }) => strategy === 'component' || strategy === 'bot');
  return [...FOR_EACH, CPU].flatMap(({ name, strain, found }) => {
    const strains = own.flatMap((one) => {
      const value = strain(one, measurements);
      return value === undefined ? [] : [{ one, value }];
    });
    const hardest = strains.toSorted((a, b) => b.value - a.value)[0];
    if (!hardest) return [];
    const { one, value } = hardest;
    return [
      {
        name,
        held: value <= 1,
        worst: `${found(one)} at ${nameOf(one)}${isWhole(one.strategy) ? ', the whole bot' : ''}`,
      },
    ];
  });
}

/** Which requirements one measurement by itself does not meet, and what it found instead. */
export function unmet(one: Measurement): string[] {
  return FOR_EACH.filter(({ strain }) => (strain(one, [one]) ?? 0) > 1).map(
    ({ name, found }) => `${name}: ${found(one)}`,
  );
}

/** A case as people read it. */
export const nameOf = ({ place, replies, tokens }: Omit<Case, 'strategy'>): string =>
  `${replies.toLocaleString('en')} ${REPLIES[place]} of ${tokens} tokens`;

const REPLIES: Record<Place, string> = {
  interaction: 'replies',
  dm: 'DM replies',
  channel: 'replies in one channel',
};
