import type { Practice } from '../../models/practice.ts';
import type { Picture, ReplyLocation } from '../../models/turn.ts';
import type { LimitReached } from './limits.ts';

/** A message that a question is made of. */
export interface QuestionPart extends Pick<Question, 'id' | 'text' | 'quoting' | 'follows'> {
  pictures: Picture[];
}

export interface Question {
  /** The id of what asked: an interaction or a message. */
  id: string;
  userId: string;
  text: string;
  /** The text, with a quote of what it is about, for where it follows nothing of the asker's. */
  quoting?: string | undefined;
  pictures?: Picture[];
  /** The messages that it is made of, if it is of several: without a profile each waits by itself, to be deleted alone. */
  parts?: readonly QuestionPart[];
  /** Whether its asker had a profile when they wrote it: they may have deleted everything since. */
  hadProfile?: boolean;
  /** The rehearsal that it is a line of, unless it follows an answer of the coach; its review, once that has ended. */
  practice?: Practice | undefined;
  /** What it follows: a turn, or a message of its reply, by its id. Anybody's: only what is the asker's is followed. */
  follows?: string | undefined;
  /** Where the reply will be shown. */
  reply: ReplyLocation;
  /** Whether others than its asker read the reply there. */
  isPublic: boolean;
}

/** Why a question is not answered now. */
export type Refusal =
  | { kind: 'busy' }
  /** Their last answer is written, but the store does not take its end. */
  | { kind: 'unstored' }
  | LimitReached
  /** Stored as a waiting turn with the question's id, until the profile is there; `goesAlong`: others wait there already. */
  | { kind: 'noProfile'; goesAlong: boolean }
  /** It asks, or goes on from, what was refused, and there is no profile with which to say so in a turn; not stored. */
  | { kind: 'refused' }
  /** The question is recorded already: the event was delivered twice. */
  | { kind: 'duplicate' }
  /** It was written before its asker deleted everything, and belongs to that. */
  | { kind: 'forgotten' }
  /** The turn that should be answered is not there any more, or is not this person's. */
  | { kind: 'notFound' }
  /** The rehearsal that should go on, or be reviewed, is over. */
  | { kind: 'rehearsalOver' }
  /** There is nothing to review in the rehearsal, which is over by that. */
  | { kind: 'nothingSaid' };
