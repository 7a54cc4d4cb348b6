import {
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
} from 'discord.js';
import type { Dispatch } from './index.ts';

/** A message was deleted: if it waits to be asked, it is not asked. */
export const messageDelete: Dispatch<GatewayMessageDeleteDispatchData> = {
  name: GatewayDispatchEvents.MessageDelete,

  execute(context, { id }) {
    context.inbox.retract([id], context);
  },
};

/** The same for many at once. */
export const messageDeleteBulk: Dispatch<GatewayMessageDeleteBulkDispatchData> = {
  name: GatewayDispatchEvents.MessageDeleteBulk,

  execute(context, { ids }) {
    context.inbox.retract(ids, context);
  },
};
