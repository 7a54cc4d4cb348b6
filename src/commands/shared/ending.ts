import { ButtonStyle } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { Practice } from '../../models/practice.ts';
import type { Feedback, Turn } from '../../models/turn.ts';
import { ModelError } from '../../services/coaching/modelError.ts';
import { PictureError } from '../../services/coaching/pictures.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import type { Ending } from '../../services/reply/lastMessages.ts';
import type { MessageRow } from '../../services/reply/surface.ts';
import { buttonRow } from './components.ts';
import { customId } from './customId.ts';

/** What of an answer decides how it ends. */
interface Ended extends Pick<Answer, 'stopped' | 'turnId' | 'hasText' | 'isReplaced'> {
  /** The rehearsal that can go on from it, by its id; null if that is over, undefined for an answer of the coach. */
  rehearsal: string | null | undefined;
  isReview: boolean;
}

/** What stands under an answer when it is written: `error` is what it ended with, if it failed. */
export function endingOf(error: unknown, answer: Answer, words: Words): Ending {
  const { stopped, turnId, practice, hasText, hasLeftRole, isReplaced } = answer;
  // Whoever is spoken to as a person in need is not asked whether they want to go on playing.
  const isOfCoach = !practice || hasLeftRole;
  const isReview = !isOfCoach && practice.endedAt !== null;
  const rehearsal = isOfCoach ? undefined : isReview ? null : practice.id;
  return endingAfter(error, { stopped, turnId, rehearsal, isReview, hasText, isReplaced }, words);
}

/**
 * What stands under a reply whose process was killed.
 * @param last the last rehearsal of its asker
 * @param isDeleted whether its asker has deleted everything since
 */
export function leftEnding(
  turn: Turn,
  { last, isDeleted }: { last: Practice | null; isDeleted: boolean },
  words: Words,
): Ending {
  const { id: turnId, answer, status, isReview, replacedBy } = turn;
  const left: Ended = {
    stopped: status === 'complete' ? undefined : isDeleted ? 'discarded' : 'shutdown',
    turnId,
    rehearsal: rehearsalAfter(turn, last),
    isReview,
    hasText: answer !== '',
    isReplaced: replacedBy !== null,
  };
  return endingAfter(undefined, left, words);
}

function rehearsalAfter({ practiceId, isReview }: Turn, last: Practice | null): Ended['rehearsal'] {
  if (isReview) return null;
  if (practiceId === null) return undefined;
  // One that is not the last is over.
  return last?.id === practiceId && !last.endedAt ? practiceId : null;
}

function endingAfter(
  error: unknown,
  { stopped, turnId, rehearsal, isReview, hasText, isReplaced }: Ended,
  words: Words,
): Ending {
  // What is deleted with everything else cannot be asked again, nor can somebody who is coached no more; nor is anybody
  // to be played to a person in need.
  if (stopped === 'discarded' || stopped === 'roleLeft')
    return { note: `-# ${words('advice.stopped')}` };
  const goingOn = typeof rehearsal === 'string' && rehearsalRow(rehearsal, words);
  if (error === undefined && stopped === undefined) {
    // People go on from a whole review as from any other answer of the coach.
    const isOfCoach = rehearsal === undefined || isReview;
    if (isOfCoach) return { components: [answerRow(turnId, null, words)] };
    return goingOn ? { components: [goingOn] } : {};
  }
  if (error instanceof PictureError && error.isNone) {
    return { note: `-# ${failureSentence(error, words)}` };
  }
  // What another answer stands for is not gone on with.
  const isOpen = hasText && rehearsal === undefined && !isReplaced;
  const row = isOpen ? brokenOffRow(turnId, words) : retryRow(turnId, words);
  if (stopped !== 'asker') {
    return { note: `-# ${failureSentence(error, words)}`, components: [row] };
  }
  return { note: `-# ${words('advice.stopped')}`, components: [goingOn || row] };
}

function failureSentence(error: unknown, words: Words): string {
  if (error === undefined) return words('advice.interrupted');
  if (error instanceof PictureError) {
    return words(error.isNone ? 'failure.notAPicture' : 'failure.picture');
  }
  return words(error instanceof ModelError ? `failure.${error.failure}` : 'failure.internal');
}

/** What one can do with an answer, and what its asker thinks of it. */
export const answerRow = (turnId: string, feedback: Feedback | null, words: Words): MessageRow =>
  buttonRow(
    {
      style: ButtonStyle.Primary,
      label: words('advice.followUp'),
      custom_id: customId('advice', 'follow', turnId),
    },
    retryButton(turnId, words),
    thumb('up', '👍', turnId, feedback),
    thumb('down', '👎', turnId, feedback),
  );

const thumb = (which: Feedback, name: string, turnId: string, chosen: Feedback | null) =>
  ({
    style: which === chosen ? ButtonStyle.Success : ButtonStyle.Secondary,
    emoji: { name },
    custom_id: customId('advice', which, turnId),
  }) as const;

/** How to go on in a rehearsal, where what people just write cannot be read, and how to end it. */
export const rehearsalRow = (practiceId: string, words: Words): MessageRow =>
  buttonRow(sayButton(practiceId, words), {
    style: ButtonStyle.Secondary,
    label: words('practice.end'),
    custom_id: customId('practice', 'end', practiceId),
  });

/** How to go on in a rehearsal alone. */
export const sayRow = (practiceId: string, words: Words): MessageRow =>
  buttonRow(sayButton(practiceId, words));

const sayButton = (practiceId: string, words: Words) =>
  ({
    style: ButtonStyle.Primary,
    label: words('practice.say'),
    custom_id: customId('practice', 'say', practiceId),
  }) as const;

/** @param turnId the question that waits for the profile, if one does */
export const setUpRow = (turnId: string | undefined, words: Words): MessageRow =>
  buttonRow({
    style: ButtonStyle.Primary,
    label: words('advice.setUp'),
    custom_id: customId('profile', 'setup', turnId),
  });

export const stopRow = (turnId: string, words: Words): MessageRow =>
  buttonRow({
    style: ButtonStyle.Secondary,
    label: words('advice.stop'),
    custom_id: customId('advice', 'stop', turnId),
  });

export const retryRow = (turnId: string, words: Words): MessageRow =>
  buttonRow(retryButton(turnId, words));

/** Under words that broke off: their end, or another answer. */
const brokenOffRow = (turnId: string, words: Words): MessageRow =>
  buttonRow(
    {
      style: ButtonStyle.Primary,
      label: words('advice.goOn'),
      custom_id: customId('advice', 'goOn', turnId),
    },
    retryButton(turnId, words),
  );

const retryButton = (turnId: string, words: Words) =>
  ({
    style: ButtonStyle.Secondary,
    label: words('advice.tryAgain'),
    custom_id: customId('advice', 'retry', turnId),
  }) as const;
