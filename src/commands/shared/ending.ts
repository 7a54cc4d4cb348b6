import { ButtonStyle } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { Practice } from '../../models/practice.ts';
import type { Feedback, Turn } from '../../models/turn.ts';
import { ModelError } from '../../services/coaching/modelError.ts';
import { PictureError } from '../../services/coaching/pictures.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import type { Ending } from '../../services/reply/progressiveReply.ts';
import type { MessageRow } from '../../services/reply/surface.ts';
import { buttonRow } from './components.ts';
import { customId } from './customId.ts';

/** What of an answer decides how it ends. */
interface Ended extends Pick<
  Answer,
  'stopped' | 'turnId' | 'hasText' | 'hasLeftRole' | 'isReplaced'
> {
  practice: Pick<Practice, 'id' | 'endedAt'> | undefined;
}

/** What stands under an answer when it is written: `error` is what it ended with, if it failed. */
export function endingOf(
  error: unknown,
  { stopped, turnId, practice: played, hasText, hasLeftRole, isReplaced }: Ended,
  words: Words,
): Ending {
  // Whoever is spoken to as a person in need is not asked whether they want to go on playing.
  const practice = hasLeftRole ? undefined : played;
  // What is deleted with everything else cannot be asked again.
  if (stopped === 'discarded') return { note: `-# ${words('advice.stopped')}` };
  if (error === undefined && stopped === undefined) {
    if (!practice) return { components: [answerRow(turnId, null, words)] };
    return practice.endedAt ? {} : { components: [rehearsalRow(practice.id, words)] };
  }
  // What another answer stands for is not gone on with.
  const isOpen = hasText && !practice && !isReplaced;
  const row = isOpen ? brokenOffRow(turnId, words) : retryRow(turnId, words);
  if (stopped !== 'asker') {
    return { note: `-# ${failureSentence(error, words)}`, components: [row] };
  }
  const under = practice && !practice.endedAt ? rehearsalRow(practice.id, words) : row;
  return { note: `-# ${words('advice.stopped')}`, components: [under] };
}

/**
 * What stands under a reply whose process was killed.
 * @param last the last rehearsal of its asker
 */
export function leftEnding(turn: Turn, last: Practice | null, words: Words): Ending {
  const { id: turnId, question, answer, status, practiceId, replacedBy } = turn;
  // One that is not the last is over.
  const endedAt = last?.id === practiceId ? last.endedAt : new Date();
  // A whole review belongs to the conversation: only what asked for it tells what it is.
  const isOfRehearsal = practiceId !== null || question === words('practice.request');
  const practice = isOfRehearsal ? { id: practiceId ?? '', endedAt } : undefined;
  const stopped = status === 'complete' ? undefined : 'shutdown';
  const hasText = answer !== '';
  const isReplaced = replacedBy !== null;
  const left = {
    stopped,
    turnId,
    practice,
    hasText,
    hasLeftRole: false,
    isReplaced,
  } as const;
  return endingOf(undefined, left, words);
}

function failureSentence(error: unknown, words: Words): string {
  if (error === undefined) return words('advice.interrupted');
  if (error instanceof PictureError) return words('failure.picture');
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
  buttonRow(
    {
      style: ButtonStyle.Primary,
      label: words('practice.say'),
      custom_id: customId('practice', 'say', practiceId),
    },
    {
      style: ButtonStyle.Secondary,
      label: words('practice.end'),
      custom_id: customId('practice', 'end', practiceId),
    },
  );

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
