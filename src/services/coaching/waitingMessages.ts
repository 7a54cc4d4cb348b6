import type { Lease } from '../../models/turn.ts';
import type { Leases } from './leases.ts';

/** A message in Discord that is to be asked when its writer's turn comes. Its words are kept there alone. */
export interface WaitingMessage {
  userId: string;
  channelId: string;
  messageId: string;
}

const FORM = /^message:(?<channelId>\d+):(?<messageId>\d+)$/;

/** The id of its lease. */
const leaseIdOf = ({ channelId, messageId }: WaitingMessage): string =>
  `message:${channelId}:${messageId}`;

/** The message that a lease is of; undefined of a turn's. */
export function waitingMessageOf({ turnId, userId }: Lease): WaitingMessage | undefined {
  const { channelId, messageId } = FORM.exec(turnId)?.groups ?? {};
  return channelId && messageId ? { userId, channelId, messageId } : undefined;
}

/** Keeps where messages wait, so that another process asks them should this one end before it does. */
export class WaitingMessages {
  readonly #leases: Leases;

  constructor(leases: Leases) {
    this.#leases = leases;
  }

  /**
   * Has a message found that waits to be asked, should this process end before it is.
   * @param onLost called when another process is to ask it, or nobody any more
   */
  keep(message: WaitingMessage, onLost: () => void): Promise<void> {
    return this.#leases.keep(message.userId, leaseIdOf(message), onLost);
  }

  /** This message is asked, or is not to be asked any more. */
  drop(message: WaitingMessage): Promise<void> {
    return this.#leases.drop(leaseIdOf(message));
  }

  /** Leaves a message to the process that looks next for what is left behind. */
  async passOn(message: WaitingMessage): Promise<void> {
    const id = leaseIdOf(message);
    await this.#leases.giveBack(id);
    await this.#leases.abandon(id, message.userId);
  }
}
