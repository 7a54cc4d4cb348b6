import { lengthOf } from '../../models/text.ts';
import { MESSAGE_LIMIT } from '../../services/reply/split.ts';
import type { MessageBody } from '../../services/reply/surface.ts';
import type { CommandContext } from '../index.ts';
import { examined } from './examined.ts';
import type { ReplyPlace } from './replyPlace.ts';

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
  place: Pick<ReplyPlace, 'userId' | 'locale'>,
  context: Pick<CommandContext, 'moderation' | 'store' | 'translate'>,
): Promise<MessageBody> {
  const found = said === undefined ? undefined : await examined(said, place, context);
  if (said === undefined || !found) return body;
  const { opening } = found;
  const whole = `${opening}\n\n${body.content}`;
  if (lengthOf(whole) <= MESSAGE_LIMIT) return { ...body, content: whole };
  const files = [{ name: 'question.txt', text: said }];
  return { ...short, content: `${opening}\n\n${short.content}`, files };
}
