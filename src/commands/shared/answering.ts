import {
  ButtonStyle,
  ChannelType,
  InteractionContextType,
  type RepliableInteraction,
} from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { ReplyLocation, Turn } from '../../models/turn.ts';
import type { Answer, Refusal } from '../../services/coaching/coach.ts';
import { ModelError } from '../../services/coaching/modelError.ts';
import type { StopReason } from '../../services/coaching/places.ts';
import { ChannelSurface } from '../../services/reply/channelSurface.ts';
import { InteractionSurface, type Visibility } from '../../services/reply/interactionSurface.ts';
import { type Ending, ProgressiveReply } from '../../services/reply/progressiveReply.ts';
import { type MessageBody, type MessageRow, ReplyGone } from '../../services/reply/surface.ts';
import type { CommandContext } from '../index.ts';
import { buttonRow } from './components.ts';
import { customId } from './customId.ts';
import { tracked } from './trackedSurface.ts';

/** A question that someone has asked, and how to have it answered. */
interface Asking {
  /** The id that the turn has or gets. */
  turnId: string;
  /** What was typed, to be given back if it is not taken. */
  question?: string;
  /** The turn that holds the question already, and from which it can be asked again. */
  storedAs?: string;
  ask: (reply: ReplyLocation) => Promise<Answer | Refusal>;
}

/**
 * Who reads a reply. In the bot's DM it is an ordinary message; everywhere else, other private channels
 * included, only the asker sees it unless they say otherwise.
 */
export function visibilityOf(interaction: RepliableInteraction, isPrivate: boolean): Visibility {
  const { context, channel } = interaction;
  const inBotDm =
    context === null ? channel?.type === ChannelType.DM : context === InteractionContextType.BotDM;
  if (inBotDm) return 'direct';
  return isPrivate ? 'ephemeral' : 'public';
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
  await answer(surface, interaction, visibility, asking, context);
}

/** Answers a question in a follow-up to an interaction that has been acknowledged. */
export async function answerInFollowUp(
  interaction: RepliableInteraction,
  visibility: Visibility,
  asking: Asking,
  context: CommandContext,
): Promise<void> {
  const { interactionRest } = context;
  const surface = new InteractionSurface(interactionRest, interaction, visibility, 'followUp');
  await answer(surface, interaction, visibility, asking, context);
}

async function answer(
  surface: InteractionSurface,
  interaction: RepliableInteraction,
  visibility: Visibility,
  asking: Asking,
  context: CommandContext,
): Promise<void> {
  const { coach, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const location: ReplyLocation = {
    channelId: interaction.channelId ?? '',
    messageIds: [...surface.messageIds],
    interactionToken: interaction.token,
    ephemeral: visibility === 'ephemeral',
    locale: interaction.locale,
    after: null,
  };
  let result: Answer | Refusal;
  try {
    result = await asking.ask(location);
  } catch (error) {
    log.error({ turnId: asking.turnId, userId, err: error }, 'a question could not be taken');
    await surface.showPrivately(notTaken(words('failure.internal'), asking, words));
    return;
  }
  if (result.kind === 'duplicate') return;
  if (result.kind !== 'answer') {
    await surface.showPrivately(refusalBody(result, asking, words));
    return;
  }
  const { turnId, text, shownAt, settle } = result;
  const shown = tracked(surface, (ids) => shownAt({ ...location, messageIds: ids }));
  try {
    await new ProgressiveReply(shown).write(text, {
      components: [stopRow(turnId, words)],
      ending: (error) => endingOf(error, result.stopped, turnId, words),
      onGone: () => void coach.discard(userId),
      elsewhere: async (after) => {
        const place = await elsewhereOf(interaction, visibility, context);
        if (!place) return undefined;
        const { channelId, surface: there } = place;
        return tracked(there, (ids) =>
          shownAt({
            ...location,
            channelId,
            messageIds: ids,
            interactionToken: null,
            ephemeral: false,
            after,
          }),
        );
      },
    });
    log.info({ turnId, userId }, 'reply shown');
  } catch (error) {
    log.warn({ turnId, userId, err: error }, 'a reply could not be shown to its end');
  }
  await settle();
}

/**
 * Where a reply goes on when the interaction's token has had its time: in ordinary messages, for the same
 * readers. Undefined where the bot may not write.
 */
async function elsewhereOf(
  { channelId, user }: RepliableInteraction,
  visibility: Visibility,
  { channelRest, requestBudget }: CommandContext,
): Promise<{ channelId: string; surface: ChannelSurface } | undefined> {
  const place = (id: string) => ({
    channelId: id,
    surface: new ChannelSurface(channelRest, requestBudget, id),
  });
  if (visibility !== 'ephemeral') {
    return channelId ? place(channelId) : undefined;
  }
  // The private place that the bot and the asker share.
  const dm = await user.createDM().catch(() => undefined);
  return dm && place(dm.id);
}

function refusalBody(
  refusal: Exclude<Refusal, { kind: 'duplicate' }>,
  asking: Asking,
  words: Words,
): MessageBody {
  switch (refusal.kind) {
    case 'noProfile':
      return { content: words('advice.noProfile'), components: [setUpRow(asking.turnId, words)] };
    case 'notFound':
      return { content: words('advice.notFound') };
    case 'busy':
      return notTaken(words('advice.busy'), asking, words);
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
 * again by a button. The quote marks all that follows once: a mark on every line of a long question would not fit into the message.
 */
function notTaken(note: string, { question, storedAs }: Asking, words: Words): MessageBody {
  const content =
    question === undefined
      ? note
      : `${note}\n\n-# ${words('advice.yourQuestion')}\n>>> ${question}`;
  return storedAs === undefined
    ? { content }
    : { content, components: [retryRow(storedAs, words)] };
}

function endingOf(
  error: unknown,
  stopped: StopReason | undefined,
  turnId: string,
  words: Words,
): Ending {
  if (stopped === 'asker' || stopped === 'discarded')
    return { note: `-# ${words('advice.stopped')}` };
  if (error === undefined && stopped === undefined) return {};
  return {
    note: `-# ${failureSentence(error, words)}`,
    components: [retryRow(turnId, words)],
  };
}

/** What stands under a reply whose process was killed. */
export function leftEnding({ id, status }: Turn, words: Words): Ending {
  return status === 'complete' ? {} : endingOf(undefined, 'shutdown', id, words);
}

function failureSentence(error: unknown, words: Words): string {
  if (error === undefined) return words('advice.interrupted');
  return words(error instanceof ModelError ? `failure.${error.failure}` : 'failure.internal');
}

const setUpRow = (turnId: string, words: Words): MessageRow =>
  buttonRow({
    style: ButtonStyle.Primary,
    label: words('advice.setUp'),
    custom_id: customId('profile', 'setup', turnId),
  });

const stopRow = (turnId: string, words: Words): MessageRow =>
  buttonRow({
    style: ButtonStyle.Secondary,
    label: words('advice.stop'),
    custom_id: customId('advice', 'stop', turnId),
  });

const retryRow = (turnId: string, words: Words): MessageRow =>
  buttonRow({
    style: ButtonStyle.Secondary,
    label: words('advice.tryAgain'),
    custom_id: customId('advice', 'retry', turnId),
  });
