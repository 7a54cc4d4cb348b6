import { lengthOf } from '../../models/text.ts';
import type { MessageBody } from '../../services/reply/surface.ts';
import { openingOf } from '../../services/safety/opening.ts';
import type { CommandContext } from '../index.ts';
import { whereaboutsOf } from './examinedPlan.ts';
import type { ReplyPlace } from './replyPlace.ts';

/** Characters of a message. */
const MESSAGE_LENGTH = 2_000;

/**
 * What is said to somebody whose question is not answered now, after help lines, if something is found in it: those wait
 * for no profile and no limit. Never rejects.
 * @param said the question, if it is new
 * @param short the same without their words, which then come as a file, if both are too long for a message
 */
export async function helpFirst(
  said: string | undefined,
  body: MessageBody,
  short: MessageBody,
  { userId, locale }: Pick<ReplyPlace, 'userId' | 'locale'>,
  context: Pick<CommandContext, 'moderation' | 'store' | 'translate'>,
): Promise<MessageBody> {
  const concerns = said === undefined ? undefined : await context.moderation?.examine(said);
  if (said === undefined || !concerns || concerns.size === 0) return body;
  const whereabouts = await whereaboutsOf(userId, locale, context);
  const opening = openingOf(concerns, whereabouts, context.translate(locale));
  const whole = `${opening}\n\n${body.content}`;
  if (lengthOf(whole) <= MESSAGE_LENGTH) return { ...body, content: whole };
  const files = [{ name: 'question.txt', text: said }];
  return { ...short, content: `${opening}\n\n${short.content}`, files };
}
