import type { Interaction, LoopbackDiscord, Person } from '../../playground/discord/index.ts';
import type { Feedback } from '../../src/models/turn.ts';
import type { Asked } from './asked.ts';
import type { Replies } from './replies.ts';

/** A check-in that somebody wanted. */
export interface WantedCheckIn {
  /** What asked for it: the check-in has its id. */
  interaction: Interaction;
  /** What it is about, unlike any other. */
  plan: string;
  /** When its asker was told that it is cancelled, as `performance.now()` has it. */
  cancelledAt?: number;
  /** Whether its asker wanted to cancel it, whatever came of that. */
  mayBeGone?: boolean;
}

/** A deletion of everything about somebody. */
export interface Deletion {
  person: Person;
  /** When it was asked for, as `performance.now()` has it. */
  at: number;
  /** How much had been asked by then, by whomever. */
  spoken: number;
  /** When the person was told that it is done; undefined if they were not. */
  doneAt?: number;
}

/** What somebody was handed as everything that is stored about them. */
export interface Export {
  person: Person;
  /** When it was asked for, as `performance.now()` has it. */
  at: number;
  /** The turns that are in it; undefined if it cannot be read. */
  turnIds: ReadonlySet<unknown> | undefined;
}

/** All that people did which is examined in the end. */
export interface Records {
  /** How many questions were put into words: each has such a number. */
  spoken: number;
  asked: Asked[];
  checkIns: WantedCheckIn[];
  deletions: Deletion[];
  exports: Export[];
  /** The thumbs that people saw under their answers last, by turn. */
  thumbs: Map<string, Feedback | null>;
}

export const noRecords = (): Records => ({
  spoken: 0,
  asked: [],
  checkIns: [],
  deletions: [],
  exports: [],
  thumbs: new Map(),
});

/** What everybody shares. */
export interface Surroundings {
  discord: LoopbackDiscord;
  replies: Replies;
  records: Records;
  /** How often each thing was done. */
  done: Map<string, number>;
  /** Aborted when nobody begins anything any more. */
  over: AbortSignal;
  /** Aborted when nobody waits for anything any more: what is still to come is looked at by the examination. */
  late: AbortSignal;
}
