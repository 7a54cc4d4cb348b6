import type { Channel } from '../channel.ts';
import { errors } from '../errors.ts';
import type { Message } from '../message.ts';
import type { PermissionName } from '../permissions.ts';
import { Thread } from '../thread.ts';
import { type Call, param } from './router.ts';

/** The channel of the route, which the bot must be in and see. */
export const channelOf = (call: Call): Channel => {
  const channel = call.world.channels.get(param(call, 'channel'));
  if (!channel) throw errors.unknownChannel();
  if (!channel.hasBot) throw errors.missingAccess();
  return channel;
};

/** A message as the bot may see it; ephemeral ones exist only for their interaction. */
export const messageOf = (call: Call, channel: Channel): Message => {
  const message = channel.messages.get(param(call, 'message'));
  if (!message || message.ephemeral) throw errors.unknownMessage();
  return message;
};

/** Refuses what the bot lacks a permission for; there are permissions in servers only. */
export const needs = (channel: Channel, ...permissions: PermissionName[]): void => {
  if (channel.guild && !channel.botMay(...permissions)) throw errors.missingPermissions();
};

/** Refuses new messages in a thread that a moderator has closed. */
export const refuseLocked = (channel: Channel): void => {
  if (!(channel instanceof Thread) || !channel.locked || channel.botMay('ManageThreads')) return;
  throw channel.archived ? errors.threadArchived() : errors.threadLocked();
};

/** Refuses to change messages of a thread that is archived or closed. */
export const refuseUnchangeable = (channel: Channel): void => {
  if (channel instanceof Thread && channel.archived) throw errors.threadArchived();
  refuseLocked(channel);
};
