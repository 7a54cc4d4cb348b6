/** Characters of one question, in however many messages. */
export const QUESTION_LENGTH = 4_000;

/** Where a turn stands. `waiting`: asked before there was a profile, to be answered once there is one. */
export type TurnStatus = 'waiting' | 'streaming' | 'complete' | 'stopped' | 'failed';

/** Where the reply to a turn is shown, so that a restart can find it. */
export interface ReplyLocation {
  channelId: string;
  /** The reply's messages there, in order. `@original` stands for the interaction's own, while its id is not known. */
  messageIds: string[];
  /** The interaction's webhook token; null for an ordinary channel message. */
  interactionToken: string | null;
  ephemeral: boolean;
  /** The Discord locale of the asker, in whose language the bot's own words are. */
  locale: string;
  /** What was shown of the answer before the reply went on in these messages; null if it began in them. */
  after: { length: number; reopening: string } | null;
}

/** A picture that came with a question. Discord keeps it; where it was is all that is stored. */
export interface Picture {
  /** Its address on Discord, which expires. */
  url: string;
  name: string;
  /** In bytes. */
  size: number;
}

/** What somebody thinks of an answer. */
export type Feedback = 'up' | 'down';

/** One question and its answer: one record. */
export interface Turn {
  /** The id of the interaction or message that asked: unique, so a redelivered event is answered once. */
  id: string;
  userId: string;
  question: string;
  pictures: Picture[];
  /** The rehearsal that it belongs to; null in a conversation with the coach. */
  practiceId: string | null;
  /** Whether it is the review of a rehearsal: that belongs to the conversation with the coach once it is whole. */
  isReview: boolean;
  /** The turn of the same person that it goes on from, whatever was said since; null for the newest. */
  follows: string | null;
  /** What the model has written, complete or not; empty when it has written nothing. */
  answer: string;
  status: TurnStatus;
  askedAt: Date;
  /** When the turn left `waiting` and `streaming`; null until then. */
  endedAt: Date | null;
  reply: ReplyLocation | null;
  feedback: Feedback | null;
  /** The turn of the same question that stands in the history instead of this one. */
  replacedBy: string | null;
  /** Whether the coach refuses to answer the question: the model is never shown either again. */
  isRefused: boolean;
}

/**
 * Says which process is at work on a turn: it writes the answer or still has to show it; or by which a message waits to
 * be asked. A lease that is not renewed belongs to a process that is gone, and tells the others what it has left behind.
 */
export interface Lease {
  /** Of the turn, or made of the message that waits. */
  turnId: string;
  userId: string;
  /** The process. */
  owner: string;
  /** When the owner last said that it is there. */
  seenAt: Date;
}

/** Statuses that a turn can end in. */
export type EndedStatus = Exclude<TurnStatus, 'waiting' | 'streaming'>;
