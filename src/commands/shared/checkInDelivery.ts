import { type APIChannel, type InternalRequest, RequestMethod, Routes } from 'discord.js';
import type { CheckIn } from '../../models/checkIn.ts';
import type { Stored } from '../../models/stored.ts';
import type { Delivery } from '../../services/checkins/scheduler.ts';
import { insist } from '../../services/reply/backoff.ts';
import { messageRequest, sendRequest } from '../../services/reply/discordRequest.ts';
import { TryLater } from '../../services/reply/surface.ts';
import type { CommandContext } from '../context.ts';
import { type Asked, questionAbout } from './examinedPlan.ts';
import { rehearsalAt } from './rehearsing.ts';

type Context = Pick<
  CommandContext,
  'channelRest' | 'requestBudget' | 'translate' | 'store' | 'moderation' | 'stopping'
>;

/** How long it is tried to say that a plan is refused, in milliseconds. */
const REFUSED_FOR_MS = 15 * 60_000;

/**
 * Asks somebody about their plan, in their direct messages. Undefined when the plan is refused, which is said instead, as
 * soon as it can be; and when they have no profile (any more), which is not said: they are not coached.
 * @param isLate whether it should have been asked a day ago or earlier
 * @throws {ReplyGone} when they cannot be written to
 * @throws {TryLater} when Discord is in trouble
 */
export async function deliverCheckIn(
  checkIn: Stored<CheckIn>,
  isLate: boolean,
  signal: AbortSignal,
  context: Context,
): Promise<Delivery | undefined> {
  if (!(await context.store.findProfile(checkIn.userId))) return undefined;
  const asked = await questionAbout(checkIn, isLate, signal, context);
  try {
    const delivery = await deliver(asked, checkIn, signal, context);
    return asked.isRefused ? undefined : delivery;
  } catch (err) {
    if (!asked.isRefused) throw err;
    // It is not kept to be tried again: by then it may have no verdict.
    if (err instanceof TryLater) void sayLater(asked, checkIn, context);
    return undefined;
  }
}

/** Says that a plan is refused once Discord takes it, until the bot stops. Never rejects. */
async function sayLater(asked: Asked, checkIn: Stored<CheckIn>, context: Context): Promise<void> {
  const { store, stopping: signal } = context;
  const say = async () => {
    const profile = await store.findProfile(checkIn.userId).catch((cause: unknown) => {
      throw new TryLater('the store does not say whether they are coached', undefined, { cause });
    });
    if (profile) await deliver(asked, checkIn, signal, context);
  };
  await insist(say, { until: performance.now() + REFUSED_FOR_MS, signal }).catch(() => undefined);
}

async function deliver(
  asked: Asked,
  { id, userId, locale }: Stored<CheckIn>,
  signal: AbortSignal,
  context: Context,
): Promise<Delivery> {
  const words = context.translate(locale);
  const channel = await send<APIChannel>(
    {
      method: RequestMethod.Post,
      fullRoute: Routes.userChannels(),
      body: { recipient_id: userId },
      signal,
    },
    context,
  );
  // What cannot be looked up is not said; who is asked matters more.
  const rehearsal = await rehearsalAt(userId, channel.id, context.store).catch(() => undefined);
  const endsRehearsal = rehearsal && !asked.isRefused;
  const text = endsRehearsal ? `${asked.text}\n-# ${words('checkin.endsRehearsal')}` : asked.text;
  // A refusal is no question that was sent before.
  const nonce = asked.isRefused ? `${id}r` : id;
  const message = await send<{ id: string; content: string }>(
    {
      method: RequestMethod.Post,
      fullRoute: Routes.channelMessages(channel.id),
      // Sent again within minutes, as by a process that does not know of the first time, it is the same message.
      ...messageRequest({ content: text }, { nonce, enforce_nonce: true }),
      signal,
    },
    context,
  );
  return {
    question: words('checkin.request', { plan: asked.plan }),
    // It may be what a process said before that did not come to keep it.
    text: message.content,
    reply: {
      channelId: channel.id,
      messageIds: [message.id],
      interactionToken: null,
      ephemeral: false,
      locale,
      after: null,
    },
  };
}

/** Sends a request in its turn among all that share the bot's requests a second, and reads the answer. */
async function send<Answer>(
  request: InternalRequest,
  { channelRest, requestBudget }: Context,
): Promise<Answer> {
  const done = await requestBudget.turn(() => false);
  try {
    const { message } = await sendRequest(channelRest, request);
    return (await message()) as unknown as Answer;
  } finally {
    done();
  }
}
