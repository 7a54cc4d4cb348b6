import type { Lease } from '../../models/turn.ts';

/** A message in Discord that is to be asked when its writer's turn comes. Its words are kept there alone. */
export interface WaitingMessage {
  userId: string;
  channelId: string;
  messageId: string;
}

const FORM = /^message:(?<channelId>\d+):(?<messageId>\d+)$/;

/** The id of its lease. */
export const leaseIdOf = ({ channelId, messageId }: WaitingMessage): string =>
  `message:${channelId}:${messageId}`;

/** The message that a lease is of; undefined of a turn's. */
export function waitingMessageOf({ turnId, userId }: Lease): WaitingMessage | undefined {
  const { channelId, messageId } = FORM.exec(turnId)?.groups ?? {};
  return channelId && messageId ? { userId, channelId, messageId } : undefined;
}
