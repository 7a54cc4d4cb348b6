import {
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
} from 'discord.js';
import type { CommandContext } from '../commands/context.ts';
import type { Dispatch } from './index.ts';

/** A message was deleted: if it waits to be asked, it is not asked. */
export const messageDelete: Dispatch<GatewayMessageDeleteDispatchData> = {
  name: GatewayDispatchEvents.MessageDelete,

  execute(context, { id }) {
    retract([id], context);
  },
};

/** The same for many at once. */
export const messageDeleteBulk: Dispatch<GatewayMessageDeleteBulkDispatchData> = {
  name: GatewayDispatchEvents.MessageDeleteBulk,

  execute(context, { ids }) {
    retract(ids, context);
  },
};

function retract(ids: readonly string[], context: CommandContext): void {
  const { inbox, store, log } = context;
  inbox.retract(ids, context);
  // What cannot be deleted now is looked for in Discord before it is asked.
  store.removeWaiting(ids).catch((err: unknown) => {
    log.warn({ messages: ids.length, err }, 'what waits in a deleted message stays waiting');
  });
}
