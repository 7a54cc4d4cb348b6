import type { CheckResult } from './checks/index.ts';
import type { Contestant } from './contestants.ts';
import type { Ruling } from './judge/judge.ts';
import type { Situation } from './situation.ts';

/** What one of the two answered. */
export interface Answer {
  /** As far as it came. */
  text: string;
  /** Why there is no whole answer; null if there is one. */
  error: string | null;
  /** Of a whole answer; empty otherwise. */
  checks: CheckResult[];
  /** From the request to the last word. */
  seconds: number;
}

/** Everything about one situation. */
export interface SituationResult {
  situation: Situation;
  answers: Record<Contestant, Answer>;
  /** One in each order; none if there was nothing to judge. */
  rulings: Ruling[];
}

/** Tokens as the provider counts them; 0 where it does not. */
export interface Tokens {
  answering: number;
  judging: number;
}

/** A run as it is kept. */
export interface Run {
  startedAt: string;
  seconds: number;
  /** Samples answered and dice judged: nothing of it says anything about the coach. */
  offline: boolean;
  model: string;
  judge: string;
  seed: number;
  /** How many situations were asked for; more than there are results if the run was interrupted. */
  planned: number;
  tokens: Tokens;
  results: SituationResult[];
}
