import { ButtonStyle, InteractionContextType, type RepliableInteraction } from 'discord.js';
import type { Words } from '../../locales/index.ts';
import type { ReplyLocation } from '../../models/turn.ts';
import type { Answer, Refusal, StopReason } from '../../services/coaching/coach.ts';
import { ModelError } from '../../services/coaching/modelError.ts';
import { ChannelSurface } from '../../services/reply/channelSurface.ts';
import { InteractionSurface, type Visibility } from '../../services/reply/interactionSurface.ts';
import { type Ending, ProgressiveReply } from '../../services/reply/progressiveReply.ts';
import type { MessageBody, MessageRow, Surface } from '../../services/reply/surface.ts';
import type { CommandContext } from '../index.ts';
import { buttonRow } from './components.ts';
import { customId } from './customId.ts';

/** A question that someone has asked, and how to have it answered. */
interface Asking {
  /** The id that the turn has or gets. */
  turnId: string;
  /** What was typed, to be given back if it is not taken; undefined when it is stored already. */
  question?: string;
  ask: (reply: ReplyLocation) => Promise<Answer | Refusal>;
}

/**
 * Who reads a reply. In the bot's DM it is an ordinary message; everywhere else, other private channels
 * included, only the asker sees it unless they say otherwise.
 */
export function visibilityOf(interaction: RepliableInteraction, isPrivate: boolean): Visibility {
  const inBotDm =
    interaction.context === null
      ? interaction.guildId === null
      : interaction.context === InteractionContextType.BotDM;
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
  await surface.defer();
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
  { turnId, question, ask }: Asking,
  context: CommandContext,
): Promise<void> {
  const { coach, translate, log } = context;
  const words = translate(interaction.locale);
  const userId = interaction.user.id;
  const location: ReplyLocation = {
    channelId: interaction.channelId ?? '',
    messageId: null,
    interactionToken: interaction.token,
    ephemeral: visibility === 'ephemeral',
  };
  let result: Answer | Refusal;
  try {
    result = await ask(location);
  } catch (error) {
    log.error({ turnId, userId, err: error }, 'a question could not be taken');
    await surface.showPrivately({
      content: withQuestion(words('failure.internal'), question, words),
    });
    return;
  }
  if (result.kind === 'duplicate') return;
  if (result.kind !== 'answer') {
    await surface.showPrivately(refusalBody(result, turnId, question, words));
    return;
  }
  const { text } = result;
  try {
    await new ProgressiveReply(surface).write(text, {
      components: [stopRow(turnId, words)],
      ending: (error) => endingOf(error, result.stopped, turnId, words),
      onGone: () => void coach.discard(userId),
      elsewhere: () => elsewhereOf(interaction, visibility, context),
    });
    log.info({ turnId, userId }, 'reply shown');
  } catch (error) {
    log.warn({ turnId, userId, err: error }, 'a reply could not be shown to its end');
  }
}

/**
 * Where a reply goes on when the interaction's token has had its time: in ordinary messages, for the same
 * readers. Undefined where the bot may not write.
 */
async function elsewhereOf(
  { channelId, user }: RepliableInteraction,
  visibility: Visibility,
  { channelRest, requestBudget }: CommandContext,
): Promise<Surface | undefined> {
  if (visibility !== 'ephemeral') {
    return channelId ? new ChannelSurface(channelRest, requestBudget, channelId) : undefined;
  }
  // The private place that the bot and the asker share.
  const dm = await user.createDM().catch(() => undefined);
  return dm && new ChannelSurface(channelRest, requestBudget, dm.id);
}

function refusalBody(
  refusal: Exclude<Refusal, { kind: 'duplicate' }>,
  turnId: string,
  question: string | undefined,
  words: Words,
): MessageBody {
  switch (refusal.kind) {
    case 'noProfile':
      return { content: words('advice.noProfile'), components: [setUpRow(turnId, words)] };
    case 'notFound':
      return { content: words('advice.notFound') };
    case 'busy':
      return { content: withQuestion(words('advice.busy'), question, words) };
    case 'cooldown': {
      const count = refusal.retryAfterSeconds;
      return { content: withQuestion(words('advice.cooldown', { count }), question, words) };
    }
    case 'dailyLimit': {
      const at = Math.ceil(Date.now() / 1000) + refusal.retryAfterSeconds;
      const note = words('advice.dailyLimit', { when: `<t:${at}:R>` });
      return { content: withQuestion(note, question, words) };
    }
  }
}

/**
 * A question that is not taken is given back, so that nobody has to write it again. The quote marks all that
 * follows once: a mark on every line of a long question would not fit into the message.
 */
function withQuestion(note: string, question: string | undefined, words: Words): string {
  if (question === undefined) return note;
  return `${note}\n\n-# ${words('advice.yourQuestion')}\n>>> ${question}`;
}

function endingOf(
  error: unknown,
  stopped: StopReason | undefined,
  turnId: string,
  words: Words,
): Ending {
  if (stopped === 'asker') return { note: `-# ${words('advice.stopped')}` };
  if (error === undefined && stopped === undefined) return {};
  return {
    note: `-# ${failureSentence(error, words)}`,
    components: [retryRow(turnId, words)],
  };
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
