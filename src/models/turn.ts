/** Where a turn stands. `waiting`: asked before there was a profile, to be answered once there is one. */
export type TurnStatus = 'waiting' | 'streaming' | 'complete' | 'stopped' | 'failed';

/** Where the reply to a turn is shown, so that a restart can find it. */
export interface ReplyLocation {
  channelId: string;
  /** The first message of the reply; null while the interaction's original response stands for it. */
  messageId: string | null;
  /** The interaction's webhook token; null for an ordinary channel message. */
  interactionToken: string | null;
  ephemeral: boolean;
}

/** One question and its answer: one record. */
export interface Turn {
  /** The id of the interaction or message that asked: unique, so a redelivered event is answered once. */
  id: string;
  userId: string;
  question: string;
  /** What the model has written, complete or not; empty when it has written nothing. */
  answer: string;
  status: TurnStatus;
  askedAt: Date;
  /** When the turn left `waiting` and `streaming`; null until then. */
  endedAt: Date | null;
  reply: ReplyLocation | null;
}

/** Statuses that a turn can end in. */
export type EndedStatus = Exclude<TurnStatus, 'waiting' | 'streaming'>;
