import type { RepliableInteraction } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import { withoutQuote } from '../../models/quoted.ts';
import { lengthOf } from '../../models/text.ts';
import type { Question, Refusal } from '../../services/coaching/question.ts';
import type { Answer } from '../../services/coaching/writer.ts';
import { InteractionSurface, type Visibility } from '../../services/reply/interactionSurface.ts';
import { ProgressiveReply } from '../../services/reply/progressiveReply.ts';
import { MESSAGE_LIMIT } from '../../services/reply/split.ts';
import { type MessageBody, ReplyGone, TryLater } from '../../services/reply/surface.ts';
import { within } from '../../within.ts';
import type { CommandContext } from '../context.ts';
import { endingOf, retryRow, setUpRow, stopRow } from './ending.ts';
import { foundIn, sayInstead } from './instead.ts';
import { interactionPlace, placeAfter, type ReplyPlace } from './replyPlace.ts';
import { tracked } from './trackedSurface.ts';
import { type MessageSurface, wrapped } from './wrappedSurface.ts';

/** How long the words of a question that is asked once more may take to come, in milliseconds. */
const LOOK_UP_MS = 2_000;

/** Where an answer is shown, and whether others than its asker read it there. */
export type Where = Pick<Question, 'reply' | 'isPublic'>;

/** A question that someone has asked, and how to have it answered. */
export interface Asking {
  /** The id that the turn has or gets. */
  turnId: string;
  /** What was typed, to be given back if it is not taken. */
  question?: string;
  /** What is asked, where it need not be given back. */
  said?: string;
  /** The turn that holds the question already, and from which it can be asked again. */
  storedAs?: string | undefined;
  /** The turns that are asked together with that one. */
  storedWith?: readonly string[];
  /** The turns that hold it where it has to wait for a profile, if these are several. */
  apart?: readonly string[];
  /** Resolves to undefined when nothing is to be said now. */
  ask: (where: Where) => Promise<Answer | Refusal | undefined>;
}

/** Answers a question in the reply to an interaction, which is acknowledged before anything else. */
export async function answerInReply(
  interaction: RepliableInteraction,
  visibility: Visibility,
  asking: Asking,
  context: CommandContext,
): Promise<void> {
  const surface = new InteractionSurface(context.interactionRest, interaction, visibility);
  try {
    await surface.defer();
  } catch (err) {
    if (!(err instanceof ReplyGone)) throw err;
    // Another delivery of the same event was answered, or it came too late: there is nobody to say it to.
    context.log.info(
      { interactionId: interaction.id, err },
      'an interaction was not to be answered',
    );
    return;
  }
  await answer(interactionPlace(surface, interaction, visibility, context), asking, context);
}

/**
 * Answers a question in a follow-up to an interaction that has been acknowledged.
 * @param before what is shown in its original response first: a follow-up before that would take its place
 */
export async function answerInFollowUp(
  interaction: RepliableInteraction,
  visibility: Visibility,
  asking: Asking,
  context: CommandContext,
  before?: Promise<void>,
): Promise<void> {
  const { interactionRest } = context;
  const surface = new InteractionSurface(interactionRest, interaction, visibility, 'followUp');
  const place = interactionPlace(surface, interaction, visibility, context);
  await answer(before ? placeAfter(place, before) : place, asking, context);
}

/** Answers a question in this place. Never rejects because of what became of the answer. */
export async function answer(
  place: ReplyPlace,
  asking: Asking,
  context: CommandContext,
): Promise<void> {
  const { coach, translate, log } = context;
  const { userId, surface, location, isPublic } = place;
  const words = translate(place.locale);
  let result: Answer | Refusal | undefined;
  try {
    result = await asking.ask({ reply: location, isPublic });
  } catch (error) {
    log.error({ turnId: asking.turnId, userId, err: error }, 'a question could not be taken');
    await refuse(place, asking, notTaken(words('failure.internal'), asking, words), context);
    return;
  }
  if (result?.kind === 'duplicate') log.debug({ turnId: asking.turnId }, 'a question came twice');
  if (!result || result.kind === 'duplicate' || result.kind === 'forgotten') return;
  if (result.kind === 'refused') {
    await refuseOnceMore(place, asking, context);
    return;
  }
  if (result.kind !== 'answer') {
    const body = refusalBody(result, asking, words);
    await refuse(place, result.kind === 'noProfile' ? waiting(asking) : asking, body, context);
    return;
  }
  const { turnId, text, shownAt, settle } = result;
  const written = result;
  let isLeft = false;
  const guarded = (unguarded: MessageSurface) =>
    wrapped(unguarded, (part, body) => {
      if (!coach.mayShow(turnId)) {
        isLeft = true;
        throw new ReplyGone(false);
      }
      written.keep();
      return unguarded.show(part, body);
    });
  const shown = tracked(guarded(surface), (ids) => shownAt({ ...location, messageIds: ids }));
  try {
    const gone = await new ProgressiveReply(shown).write(text, {
      components: [stopRow(turnId, words)],
      ending: (error) => endingOf(error, written, words),
      onGone: () => void coach.stop(userId, turnId),
      elsewhere: async (after) => {
        const there = await place.elsewhere?.();
        if (!there) return undefined;
        const { channelId } = there;
        const moved = { channelId, interactionToken: null, ephemeral: false, after };
        const saveAt = (ids: string[]) => shownAt({ ...location, ...moved, messageIds: ids });
        return tracked(guarded(there.surface), saveAt);
      },
    });
    isLeft ||= gone instanceof TryLater;
    if (gone) log.warn({ turnId, userId, err: gone }, 'a reply could not be shown to its end');
    else log.info({ turnId, userId }, 'reply shown');
  } catch (err) {
    log.error({ turnId, userId, err }, 'a reply failed');
  }
  if (isLeft) coach.leave(turnId);
  else await settle();
}

/** Says why a question is not answered now. */
async function refuse(
  place: ReplyPlace,
  asking: Asking,
  body: MessageBody,
  context: CommandContext,
): Promise<void> {
  const { turnId: id, storedAs, storedWith = [] } = asking;
  const { userId } = place;
  const text = await wordsAsked(asking, userId, context);
  const ids = new Set(storedAs === undefined ? storedWith : [storedAs, ...storedWith]);
  const onRefused = async () => {
    await Promise.all(Array.from(ids, (one) => context.coach.refuse(userId, one)));
  };
  await sayInstead({ id, text, ...(ids.size > 0 && { onRefused }) }, body, place, context);
}

/** Says that a question is refused, as it was before: that is all that is said. */
async function refuseOnceMore(
  { userId, locale, note }: ReplyPlace,
  asking: Asking,
  context: CommandContext,
): Promise<void> {
  const text = await wordsAsked(asking, userId, context);
  const said = { id: asking.turnId, text, isRefused: true };
  const found = await foundIn(said, { userId, locale }, context);
  if (found) await note({ content: found.opening }, 0);
}

/** A question that waits for a profile by now; a turn that it was asked from is one of the same words. */
const waiting = ({ storedAs, storedWith = [], ...asking }: Asking): Asking => {
  const together = asking.apart ?? storedWith;
  return {
    ...asking,
    storedAs: asking.turnId,
    storedWith: storedAs === undefined ? together : [storedAs, ...together],
  };
};

/** What was typed as a question; where it is asked once more, as far as that comes soon. */
async function wordsAsked(
  { said, question, storedAs }: Asking,
  userId: string,
  { store }: CommandContext,
): Promise<string | undefined> {
  const given = said ?? question;
  if (given !== undefined || storedAs === undefined) return given && withoutQuote(given);
  const turn = await within(LOOK_UP_MS, store.findTurn(userId, storedAs)).catch(() => null);
  return turn ? withoutQuote(turn.question) : undefined;
}

function refusalBody(
  refusal: Exclude<Refusal, { kind: 'duplicate' | 'forgotten' | 'refused' }>,
  asking: Asking,
  words: Words,
): MessageBody {
  switch (refusal.kind) {
    case 'noProfile':
      return {
        content: words(refusal.goesAlong ? 'advice.goesAlong' : 'advice.noProfile'),
        components: [setUpRow(asking.turnId, words)],
      };
    case 'notFound':
      return { content: words('advice.notFound') };
    case 'rehearsalOver':
      return { content: words('practice.over') };
    case 'nothingSaid':
      return { content: words('practice.nothingSaid') };
    case 'busy':
      return notTaken(words('advice.busy'), asking, words);
    case 'unstored':
      return notTaken(words('failure.internal'), asking, words);
    case 'cooldown': {
      const count = refusal.retryAfterSeconds;
      return notTaken(words('advice.cooldown', { count }), asking, words);
    }
    case 'dailyLimit': {
      const at = Math.ceil(Date.now() / 1000) + refusal.retryAfterSeconds;
      const note = words('advice.dailyLimit', { when: `<t:${at}:R>` });
      return notTaken(note, asking, words);
    }
  }
}

/**
 * A question that is not taken is given back, so that nobody has to write it again; one that is stored can be asked
 * again by a button, and is not given back when there is no room for it. The quote marks all that follows once: a mark on every line of a long question would not fit into the message.
 */
function notTaken(note: string, { question, storedAs }: Asking, words: Words): MessageBody {
  const whole =
    question === undefined
      ? note
      : `${note}\n\n-# ${words('advice.yourQuestion')}\n>>> ${question}`;
  if (storedAs === undefined) return { content: whole };
  const content = lengthOf(whole) > MESSAGE_LIMIT ? note : whole;
  return { content, components: [retryRow(storedAs, words)] };
}
