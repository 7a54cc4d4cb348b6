import type { CheckInStore } from './checkIns.ts';
import type { PersonalDataStore } from './personalData.ts';
import type { Memory } from '../../models/memory.ts';
import type { Practice } from '../../models/practice.ts';
import type { Essentials, Preferences, Profile, Settings } from '../../models/profile.ts';
import type { Stored } from '../../models/stored.ts';
import type { EndedStatus, Feedback, Lease, ReplyLocation, Turn } from '../../models/turn.ts';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';

/**
 * A turn as it begins: its question is stored before the model is asked. One that is asked again is `replacedBy` the
 * earlier one until it has proved better. It is no review unless it says so.
 */
export type NewTurn = Pick<
  Turn,
  'id' | 'userId' | 'question' | 'pictures' | 'practiceId' | 'follows' | 'askedAt' | 'reply'
> &
  Partial<Pick<Turn, 'isReview' | 'replacedBy'>> & {
    status: 'waiting' | 'streaming';
  };

/** A turn that waited, as it goes on: what waited with it may be a part of its question by now. */
export type ResumedTurn = Pick<Turn, 'question' | 'pictures' | 'follows' | 'askedAt' | 'reply'>;

/** How a turn ended. */
export interface TurnEnd {
  answer: string;
  status: EndedStatus;
  endedAt: Date;
  /** Whether the answer refuses the question: then the model is never shown either again. */
  isRefused?: boolean;
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
 * What needs a profile is not written when it is removed, or everything about the person deleted, at the same time.
 * What was altered in an encrypted database is {@link Stored} without the words that cannot be decrypted.
 */
export interface Store extends CheckInStore, PersonalDataStore {
  /** Whether other processes may use it at the same time. */
  readonly isShared: boolean;

  findProfile(userId: string): Promise<Stored<Profile> | null>;
  /** Creates the person's profile, or replaces what every profile holds; their preferences stay. */
  saveProfile(userId: string, essentials: Essentials): Promise<void>;
  /** Replaces what the person's profile may hold besides, and nothing else. False when there is no profile. */
  savePreferences(userId: string, preferences: Preferences): Promise<boolean>;
  /**
   * Removes the person's profile with their preferences, and nothing else: what else is stored stays as it is. No error
   * when there is none.
   */
  removeProfile(userId: string): Promise<void>;

  findMemory(userId: string): Promise<Stored<Memory> | null>;
  /**
   * Keeps a memory of the person in place of the version before it. False when that one is not there (any more):
   * somebody else wrote it, or it was deleted; and when there is no profile. Of several at once, one gets true.
   */
  saveMemory(userId: string, memory: Memory): Promise<boolean>;
  /** Removes what is remembered of the person, with or without a profile. No error when nothing is. */
  removeMemory(userId: string): Promise<void>;

  findSettings(userId: string): Promise<Settings | null>;
  /**
   * Creates or replaces the person's settings. False when there is no profile. Once there, they are there until
   * everything about the person is deleted.
   */
  saveSettings(userId: string, settings: Settings): Promise<boolean>;
  /** Keeps the Discord locale of the person; what else their settings say stays. False when there is no profile. */
  saveLocale(userId: string, locale: string): Promise<boolean>;

  /** Creates the person's rehearsal, or replaces the one before. False when there is no profile. */
  savePractice(practice: Practice): Promise<boolean>;
  /** The person's last rehearsal, ended or not. */
  findPractice(userId: string): Promise<Stored<Practice> | null>;
  /** Ends this rehearsal of the person. False when it has ended, or is not the last one any more. */
  endPractice(userId: string, practiceId: string, endedAt: Date): Promise<boolean>;

  /** Records a question. False when a turn with this id is already recorded: the event was redelivered. */
  beginTurn(turn: NewTurn): Promise<boolean>;
  /** Takes a waiting turn of this person to `streaming`, with this question; null when there is none with this id. */
  resumeTurn(userId: string, turnId: string, as: ResumedTurn): Promise<Turn | null>;
  /**
   * Ends a waiting turn of the person whose question went along with that of another one, which stands for it. False
   * when there is none with this id.
   */
  joinTurn(userId: string, turnId: string, into: string, endedAt: Date): Promise<boolean>;
  /** Keeps what is written so far of a turn of the person that is `streaming`. */
  saveProgress(userId: string, turnId: string, answer: string): Promise<void>;
  /** Keeps where the reply to a turn of the person is shown by now. */
  saveReply(userId: string, turnId: string, reply: ReplyLocation): Promise<void>;
  /** Keeps that the question of a turn of the person is refused, however the turn ends or has ended. */
  refuseTurn(userId: string, turnId: string): Promise<void>;
  /** Ends a turn that is still `streaming`, with the answer that is kept of it. */
  closeTurn(turnId: string, end: Omit<TurnEnd, 'answer' | 'isRefused'>): Promise<void>;
  /**
   * Records the end of a turn of the person that is `streaming`. False when there is none: one that was deleted or closed
   * meanwhile stays so, and so does a refusal.
   */
  endTurn(userId: string, turnId: string, end: TurnEnd): Promise<boolean>;
  /**
   * Replaces the end of a turn of the person that was closed at this time. False when there is none, or another turn
   * goes on from it, or is being written in its stead. Its cost grows with their turns.
   */
  amendTurn(userId: string, turnId: string, closedAt: Date, end: TurnEnd): Promise<boolean>;
  findTurn(userId: string, turnId: string): Promise<Stored<Turn> | null>;
  /** Whether there is a turn with this id that is somebody else's; nothing else of it is read. */
  isOthersTurn(userId: string, turnId: string): Promise<boolean>;
  /** Deletes a turn of the person, in whatever state. No error when there is none. */
  removeTurn(userId: string, turnId: string): Promise<void>;
  /** Deletes those of these turns, whosever they are, that wait for a profile: what they were asked in is deleted. */
  removeWaiting(turnIds: readonly string[]): Promise<void>;
  /** The id of the person's turn whose reply has this message; null if none has. Its cost grows with their turns. */
  turnShownIn(userId: string, messageId: string): Promise<string | null>;
  /** Keeps what the person thinks of an answer of theirs; null takes it back. False when there is no such turn. */
  rateTurn(userId: string, turnId: string, feedback: Feedback | null): Promise<boolean>;
  /**
   * Takes a turn of the person out of their history: another one of the same question stands for it, and is in the
   * history from then on. In between, each may stand for the other.
   */
  replaceTurn(userId: string, turnId: string, replacedBy: string): Promise<void>;

  /** Makes a turn of a rehearsal one with the coach. */
  moveToCoach(userId: string, turnId: string): Promise<void>;

  /**
   * The newest `limit` turns that ended with an answer, oldest first: what the model is shown. Those of a rehearsal,
   * or, without one, those with the coach. Replaced and refused turns are left out, and those of which the question or
   * the answer cannot be decrypted.
   * Served by an index: the cost depends on `limit`, not on how long the history is.
   */
  answeredTurns(userId: string, limit: number, practiceId?: string): Promise<Turn[]>;
  /** The oldest `limit` of those with the coach that were asked after then (of all, without), oldest first. */
  answeredTurnsAfter(userId: string, after: Date | null, limit: number): Promise<Turn[]>;
  /** The turn with this id, if it is one with the coach that `answeredTurns` has, however old; null otherwise. */
  answeredTurn(userId: string, turnId: string): Promise<Turn | null>;
  /** The newest `limit` turns with the coach in any state, oldest first, without replaced ones. Served by an index. */
  recentTurns(userId: string, limit: number): Promise<Stored<Turn>[]>;

  /**
   * Records that a process is at work on a turn, and takes its asker's one place. False when the place is taken, by
   * whatever process, or the turn has a lease.
   * @param place another one than the asker's
   */
  takeLease(lease: Lease, place?: string): Promise<boolean>;
  /** Every lease there is: as many as answers are being written or shown. */
  leases(): Promise<Lease[]>;
  /** Frees the place that a turn holds: its answer is written. The lease stays until the answer is shown. */
  freePlace(turnId: string): Promise<void>;
  /** Renews the leases of a process, and returns the turns that it still holds one for. */
  renewLeases(owner: string, seenAt: Date): Promise<string[]>;
  /** Takes over a lease that is still as it was found. Of several processes at once, one gets true. */
  claimLease(found: Lease, owner: string, seenAt: Date): Promise<boolean>;
  /** Makes the lease of a turn one that nobody renews, whoever has it, also if there is none (any more). */
  abandonLease(turnId: string, userId: string): Promise<void>;
  /** Gives up the lease of this process for a turn. */
  dropLease(turnId: string, owner: string): Promise<void>;

  /** A limiter whose counts live in this store, so that they survive a restart. */
  limiter(limit: Limit): RateLimiterAbstract;

  close(): Promise<void>;
}
