import type { Profile } from '../../models/profile.ts';
import type { EndedStatus, ReplyLocation, Turn } from '../../models/turn.ts';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/** A turn as it begins: its question is stored before the model is asked. */
export type NewTurn = Pick<Turn, 'id' | 'userId' | 'question' | 'askedAt' | 'reply'> & {
  status: 'waiting' | 'streaming';
};

/** How a turn ended. */
export interface TurnEnd {
  answer: string;
  status: EndedStatus;
  endedAt: Date;
}

/** A limit of so many points per person in so many seconds. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
}

/**
 * What is remembered. Every method rejects when the database cannot answer; none leaves half a record.
 * Users are told apart by their Discord id; nobody's data is reachable by another's.
 */
export interface Store {
  findProfile(userId: string): Promise<Profile | null>;
  /** Creates or replaces the person's profile. */
  saveProfile(userId: string, profile: Profile): Promise<void>;

  /** Records a question. False when a turn with this id is already recorded: the event was redelivered. */
  beginTurn(turn: NewTurn): Promise<boolean>;
  /** Takes a waiting turn of this person to `streaming`; null when there is none with this id. */
  resumeTurn(userId: string, turnId: string, reply: ReplyLocation | null): Promise<Turn | null>;
  /** Records the end of a turn. A turn that was deleted meanwhile stays deleted. */
  endTurn(turnId: string, end: TurnEnd): Promise<void>;
  findTurn(userId: string, turnId: string): Promise<Turn | null>;

  /**
   * The newest `limit` turns that ended with an answer, oldest first: what the model is shown.
   * Served by an index: the cost depends on `limit`, not on how long the history is.
   */
  answeredTurns(userId: string, limit: number): Promise<Turn[]>;
  /** The newest `limit` turns in any state, oldest first. Served by an index. */
  recentTurns(userId: string, limit: number): Promise<Turn[]>;

  /** Deletes the person's profile and turns. */
  deleteUser(userId: string): Promise<void>;

  /** A limiter whose counts live in this store, so that they survive a restart. */
  limiter(limit: Limit): RateLimiterAbstract;

  close(): Promise<void>;
}
