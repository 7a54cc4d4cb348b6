import { MessageFlags, MessageType } from 'discord.js';
import { errors, invalidForm } from '../errors.ts';
import type { Channel } from '../guild.ts';
import { isJson, type Json } from '../json.ts';
import type { Message } from '../message.ts';
import { bodies } from '../schemas.ts';
import { messageFields, refuseEmpty } from './messages.ts';
import { type Answer, type Call, noContent, ok, param, type Route } from './router.ts';

const SENDABLE_FLAGS =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

const channelOf = (call: Call): Channel => {
  const channel = call.world.channels.get(param(call, 'channel'));
  if (!channel) throw errors.unknownChannel();
  if (!channel.hasBot) throw errors.missingAccess();
  return channel;
};

/** A message as the bot may see it; ephemeral ones exist only for their interaction. */
const messageOf = (call: Call, channel: Channel): Message => {
  const message = channel.messages.get(param(call, 'message'));
  if (!message || message.ephemeral) throw errors.unknownMessage();
  return message;
};

const shown = (call: Call, message: Message): Json =>
  call.world.mayRead(message) ? message.toAPI() : message.toReduced();

const list = (call: Call): Answer => {
  const channel = channelOf(call);
  const limit = Number(call.query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidForm([
      { path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be 1 to 100.' },
    ]);
  }
  const before = call.query.get('before');
  const after = call.query.get('after');
  const all = [...channel.messages.values()].filter(
    ({ id, ephemeral }) =>
      !ephemeral &&
      (before === null || BigInt(id) < BigInt(before)) &&
      (after === null || BigInt(id) > BigInt(after)),
  );
  const chosen = after === null ? all.slice(-limit) : all.slice(0, limit);
  return ok(chosen.toReversed().map((message) => shown(call, message)));
};

const create = (call: Call): Answer => {
  const { world } = call;
  const channel = channelOf(call);
  const data = bodies.messageCreate(call.body);
  const fields = messageFields(call, data, { channel });
  refuseEmpty(fields);
  const closed = channel.members?.some((person) => !person.acceptsDirectMessages);
  if (closed) throw errors.cannotMessageUser();
  const repliesTo = referenced(channel, data);
  const message = world.createMessage({
    ...fields,
    flags: Number(data['flags'] ?? 0) & SENDABLE_FLAGS,
    channel,
    author: world.botUser,
    ...(repliesTo && { repliesTo, type: MessageType.Reply }),
  });
  const { nonce } = data;
  return ok({ ...message.toAPI(), ...(nonce !== undefined && { nonce }) });
};

/** The message that a new one replies to. */
const referenced = (channel: Channel, data: Json): Message | undefined => {
  const reference = data['message_reference'];
  if (!isJson(reference)) return undefined;
  const message = channel.messages.get(String(reference['message_id']));
  if (!message && reference['fail_if_not_exists'] !== false) {
    throw invalidForm([
      { path: ['message_reference'], code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' },
    ]);
  }
  return message;
};

const edit = (call: Call): Answer => {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  if (message.person) throw errors.notTheAuthor();
  const fields = messageFields(call, bodies.messageEdit(call.body), { channel, before: message });
  refuseEmpty(fields, message);
  message.edit(fields);
  call.world.messageEdited(message);
  return ok(message.toAPI());
};

const remove = (call: Call): Answer => {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  if (message.person && !channel.guild) throw errors.notInDirectMessages();
  call.world.removeMessage(message);
  return noContent;
};

const type = (call: Call): Answer => {
  const channel = channelOf(call);
  call.world.change({ action: 'created', kind: 'typing', channel });
  return noContent;
};

const all = '/channels/:channel/messages';
const one = '/channels/:channel/messages/:message';
const creating = { limit: 'channelCreate', owner: 'channel' } as const;
const editing = { limit: 'channelEdit', owner: 'channel' } as const;

export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/channels/:channel',
    access: 'bot',
    handle: (call) => ok(channelOf(call).toAPI()),
  },
  { method: 'GET', template: all, access: 'bot', handle: list },
  { method: 'POST', template: all, access: 'bot', bucket: creating, handle: create },
  {
    method: 'GET',
    template: one,
    access: 'bot',
    handle: (call) => ok(shown(call, messageOf(call, channelOf(call)))),
  },
  { method: 'PATCH', template: one, access: 'bot', bucket: editing, handle: edit },
  { method: 'DELETE', template: one, access: 'bot', handle: remove },
  { method: 'POST', template: '/channels/:channel/typing', access: 'bot', handle: type },
];
