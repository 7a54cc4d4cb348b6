import { mean, percentile } from './statistics.ts';
import { wordsIn } from './words.ts';

/** A content that one message of a reply has shown from some moment on. */
export interface Showing {
  content: string;
  /** Milliseconds, on the clock of `firstTokenAt`. */
  at: number;
}

/** What people saw of one reply. */
export interface SeenReply {
  /** When its first token came; undefined if the bot never heard the question. */
  firstTokenAt: number | undefined;
  /** For each of its messages all contents, in order. */
  messages: readonly (readonly Showing[])[];
}

/** How fresh replies were, in milliseconds; Infinity for what never came. */
export interface Freshness {
  /** From the first token received to the first text shown. */
  firstP50Ms: number;
  firstP99Ms: number;
  /** Shown − received, of all tokens that were shown. */
  meanAgeMs: number;
  /** From the last token received to the final text. */
  finalP50Ms: number;
  finalP99Ms: number;
  /** Tokens that the final text lacks, has in the wrong place, or that were never shown. */
  lostTokens: number;
}

/** @param tokens how many each reply has, one every `tokenMs` */
export function freshnessOf(
  replies: readonly SeenReply[],
  tokens: number,
  tokenMs: number,
): Freshness {
  const first: number[] = [];
  const final: number[] = [];
  const ages: number[] = [];
  let lostTokens = 0;
  for (const { firstTokenAt, messages } of replies) {
    const shownAt = firstShown(messages, tokens);
    const isKept = keptTokens(messages, tokens);
    const lost = isKept.filter((kept, token) => !kept || shownAt[token] === undefined).length;
    lostTokens += lost;
    const start = firstTokenAt ?? Number.NEGATIVE_INFINITY;
    first.push((shownAt[0] ?? Number.POSITIVE_INFINITY) - start);
    const endedAt = Math.max(...messages.map((showings) => showings.at(-1)?.at ?? 0));
    final.push(lost > 0 ? Number.POSITIVE_INFINITY : endedAt - start - (tokens - 1) * tokenMs);
    for (const [token, at] of shownAt.entries()) {
      if (at !== undefined) ages.push(at - start - token * tokenMs);
    }
  }
  return {
    firstP50Ms: percentile(first, 50),
    firstP99Ms: percentile(first, 99),
    meanAgeMs: ages.length === 0 ? Number.POSITIVE_INFINITY : mean(ages),
    finalP50Ms: percentile(final, 50),
    finalP99Ms: percentile(final, 99),
    lostTokens,
  };
}

/** When each token was first seen. */
function firstShown(messages: SeenReply['messages'], tokens: number): (number | undefined)[] {
  const shownAt = Array<number | undefined>(tokens).fill(undefined);
  const showings = messages.flat().toSorted((a, b) => a.at - b.at);
  for (const { content, at } of showings) {
    for (const token of wordsIn(content)) {
      if (token < tokens) shownAt[token] ??= at;
    }
  }
  return shownAt;
}

/** Which tokens the final contents have in the order of the text. */
function keptTokens(messages: SeenReply['messages'], tokens: number): boolean[] {
  const isKept = Array<boolean>(tokens).fill(false);
  let next = 0;
  for (const token of messages.flatMap((showings) => wordsIn(showings.at(-1)?.content ?? ''))) {
    if (token < next || token >= tokens) continue;
    isKept[token] = true;
    next = token + 1;
  }
  return isKept;
}
