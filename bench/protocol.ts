import type { Usage } from './usage.ts';

/** Where the replies are written: in answer to commands, or as ordinary messages, each in a DM or all in one channel. */
export const PLACES = ['interaction', 'dm', 'channel'] as const;
export type Place = (typeof PLACES)[number];

/** How a bot decides when to edit its message, in a bot that does nothing besides. */
const EDITING = ['component', 'timer', 'global-timer', 'unpaced'] as const;
export type Editing = (typeof EDITING)[number];
/** Confidant itself: with all that keeps people's words safe and remembers them, or without. */
const WHOLE = ['bot', 'bot-plain'] as const;
export type Whole = (typeof WHOLE)[number];

export const STRATEGY_NAMES = [...EDITING, ...WHOLE] as const;
/** What is measured. */
export type StrategyName = Editing | Whole;

export const isWhole = (strategy: StrategyName): strategy is Whole =>
  WHOLE.some((name) => name === strategy);

/** What the bot's process is started with. */
export interface BotSettings {
  apiUrl: string;
  token: string;
  place: Place;
  strategy: Editing;
}

/** What the bot's process is told. */
export type Order =
  /** Answer so many questions with so many tokens each, and report when that is done. */
  | { kind: 'begin'; replies: number; tokens: number }
  /** Report now. */
  | { kind: 'stop' };

/** What the bot's process says. */
export type Message =
  | { kind: 'connected' }
  | { kind: 'begun' }
  | { kind: 'report'; report: Report };

/** What the bot's process knows of a run. */
export interface Report {
  /** By the id of who asked: when the first token of their answer came, on the shared clock. */
  firstTokenAt: Record<string, number>;
  /** What replies have failed with. */
  failures: string[];
  usage: Usage;
}
