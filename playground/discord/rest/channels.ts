import { MessageFlags, MessageType } from 'discord.js';
import type { Channel } from '../channel.ts';
import { errors, invalidForm } from '../errors.ts';
import { isJson, type Json, listOf } from '../json.ts';
import type { Message } from '../message.ts';
import type { Nonce } from '../nonces.ts';
import { bodies } from '../schemas.ts';
import { Thread } from '../thread.ts';
import { channelOf, messageOf, needs, refuseLocked, refuseUnchangeable } from './access.ts';
import { messageFields, refuseEmpty } from './messages.ts';
import { type Answer, type Call, noContent, ok, type Route } from './router.ts';

const SENDABLE_FLAGS =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

const get = (call: Call): Answer => {
  const channel = channelOf(call);
  return ok(channel instanceof Thread ? channel.toBot() : channel.toAPI());
};

const list = (call: Call): Answer => {
  const channel = channelOf(call);
  const limit = Number(call.query.get('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidForm([
      { path: ['limit'], code: 'NUMBER_TYPE_MAX', message: 'int value should be 1 to 100.' },
    ]);
  }
  // Who may not read the history is told nothing of it.
  if (!mayReadHistory(channel)) return ok([]);
  const before = call.query.get('before');
  const after = call.query.get('after');
  const all = [...channel.messages.values()].filter(
    ({ id, ephemeral }) =>
      !ephemeral &&
      (before === null || BigInt(id) < BigInt(before)) &&
      (after === null || BigInt(id) > BigInt(after)),
  );
  const chosen = after === null ? all.slice(-limit) : all.slice(0, limit);
  return ok(chosen.toReversed().map((message) => call.world.shown(message)));
};

const mayReadHistory = (channel: Channel): boolean =>
  !channel.guild || channel.botMay('ReadMessageHistory');

const read = (call: Call): Answer => {
  const channel = channelOf(call);
  if (!mayReadHistory(channel)) throw errors.missingAccess();
  return ok(call.world.shown(messageOf(call, channel)));
};

const create = (call: Call): Answer => {
  const { world } = call;
  const channel = channelOf(call);
  if (!channel.botMaySend) throw errors.missingPermissions();
  refuseLocked(channel);
  const data = bodies.messageCreate(call.body);
  if (call.files.length > 0) needs(channel, 'AttachFiles');
  if (listOf(data['embeds']).length > 0) needs(channel, 'EmbedLinks');
  const fields = messageFields(call, data, { channel });
  refuseEmpty(fields);
  if (channel.context === 1 && channel.members?.some((person) => !person.acceptsDirectMessages)) {
    throw errors.cannotMessageUser();
  }
  const repliesTo = referenced(channel, data);
  const nonce = data['nonce'] as Nonce;
  const isEnforced = data['enforce_nonce'] === true;
  const sent = isEnforced ? world.nonces.find(nonce) : undefined;
  const message =
    sent ??
    world.createMessage(
      {
        ...fields,
        flags: Number(data['flags'] ?? 0) & SENDABLE_FLAGS,
        channel,
        author: world.botUser,
        ...(repliesTo && { repliesTo, type: MessageType.Reply }),
      },
      nonce,
    );
  if (!sent) world.nonces.note(nonce, message);
  return ok({ ...message.toAPI(), ...(nonce !== undefined && { nonce }) });
};

/** The message that a new one replies to. */
const referenced = (channel: Channel, data: Json): Message | undefined => {
  const reference = data['message_reference'];
  if (!isJson(reference)) return undefined;
  if (!mayReadHistory(channel)) throw errors.cannotReadHistory();
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
  refuseUnchangeable(channel);
  const fields = messageFields(call, bodies.messageEdit(call.body), { channel, before: message });
  refuseEmpty(fields, message);
  message.edit(fields);
  call.world.messageEdited(message);
  return ok(message.toAPI());
};

const remove = (call: Call): Answer => {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  if (message.person) {
    if (!channel.guild) throw errors.notInDirectMessages();
    needs(channel, 'ManageMessages');
  }
  if (channel instanceof Thread && channel.archived) refuseLocked(channel);
  call.world.removeMessage(message);
  return noContent;
};

const type = (call: Call): Answer => {
  const channel = channelOf(call);
  if (!channel.botMaySend) throw errors.missingPermissions();
  call.world.change({ action: 'created', kind: 'typing', channel });
  return noContent;
};

const all = '/channels/:channel/messages';
const one = '/channels/:channel/messages/:message';
const creating = { limit: 'channelCreate', owner: 'channel' } as const;
const editing = { limit: 'channelEdit', owner: 'channel' } as const;

export const channelRoutes: readonly Route[] = [
  { method: 'GET', template: '/channels/:channel', access: 'bot', handle: get },
  { method: 'GET', template: all, access: 'bot', handle: list },
  { method: 'POST', template: all, access: 'bot', bucket: creating, handle: create },
  { method: 'GET', template: one, access: 'bot', handle: read },
  { method: 'PATCH', template: one, access: 'bot', bucket: editing, handle: edit },
  { method: 'DELETE', template: one, access: 'bot', handle: remove },
  { method: 'POST', template: '/channels/:channel/typing', access: 'bot', handle: type },
];
