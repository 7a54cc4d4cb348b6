import type { Usage } from './usage.ts';

/** Where the replies are written: in answer to a command, or as ordinary messages in a DM. */
export type Place = 'interaction' | 'dm';

export const STRATEGY_NAMES = ['component', 'timer', 'global-timer', 'unpaced'] as const;
/** How a bot decides when to edit its message. */
export type StrategyName = (typeof STRATEGY_NAMES)[number];

/** What the bot's process is started with. */
export interface BotSettings {
  apiUrl: string;
  token: string;
  place: Place;
  strategy: StrategyName;
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
  /** By the id of the interaction or message that asked: when its first token came, on the shared clock. */
  firstTokenAt: Record<string, number>;
  /** What replies have failed with. */
  failures: string[];
  usage: Usage;
}
