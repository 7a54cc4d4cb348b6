import type { Person } from '../playground/discord/index.ts';
import type { Report } from './protocol.ts';

/** The questions of one measurement. */
export interface Answering {
  /** Who asks, each of them once. */
  people: readonly Person[];
  /** How many tokens each answer has. */
  tokens: number;
  /** Asks all of the questions. */
  ask: () => Promise<void>;
  /** Whether every answer is shown to its end. */
  isOver: () => boolean;
  /** What has not been answered after so many milliseconds stays so. */
  deadlineMs: number;
}

/** A bot under measurement, in a process of its own. */
export interface MeasuredBot {
  /** Has it answer, and resolves with what it knows of that. */
  answer(answering: Answering): Promise<Report>;
  end(): Promise<void>;
}
