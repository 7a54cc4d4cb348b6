import { MessageFlags, MessageType } from 'discord.js';
import { errors } from '../errors.ts';
import type { Interaction } from '../interaction.ts';
import type { Message } from '../message.ts';
import { bodies } from '../schemas.ts';
import { refuseLocked, refuseUnchangeable } from './access.ts';
import { messageFields, refuseEmpty } from './messages.ts';
import {
  type Answer,
  type BucketRule,
  type Call,
  noContent,
  ok,
  param,
  type Route,
} from './router.ts';

const FOLLOW_UPS_OF_USER_APPS = 5;

const FOLLOW_UP_FLAGS =
  MessageFlags.Ephemeral |
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

const interactionOf = (call: Call): Interaction => {
  const interaction = call.world.interactionsByToken.get(param(call, 'token'));
  if (!interaction || param(call, 'application') !== call.world.applicationId) {
    throw errors.unknownWebhook();
  }
  if (interaction.isTokenExpired) throw errors.invalidToken();
  // There is no webhook before the interaction is acknowledged.
  if (interaction.state === 'pending' || interaction.state === 'failed') {
    throw errors.unknownWebhook();
  }
  return interaction;
};

const messageOf = (call: Call, interaction: Interaction): Message => {
  const id = param(call, 'message');
  const message = id === '@original' ? interaction.original : interaction.channel.messages.get(id);
  const isOwn = message?.interaction === interaction || message === interaction.source;
  if (!message || !isOwn || message.deleted) throw errors.unknownMessage();
  return message;
};

const read = (call: Call): Answer => ok(messageOf(call, interactionOf(call)).toAPI());

const edit = (call: Call): Answer => {
  const interaction = interactionOf(call);
  const message = messageOf(call, interaction);
  applyEdit(call, interaction, message, bodies.webhookEdit(call.body));
  return ok(message.toAPI());
};

const applyEdit = (
  call: Call,
  interaction: Interaction,
  message: Message,
  data: Record<string, unknown>,
): void => {
  const { channel } = interaction;
  const { ephemeral } = message;
  refuseUnchangeable(channel);
  const fields = messageFields(call, data, { channel, before: message, ephemeral });
  refuseEmpty(fields, message);
  message.edit(fields);
  if (message === interaction.original) interaction.settled();
  call.world.messageEdited(message);
};

const remove = (call: Call): Answer => {
  const interaction = interactionOf(call);
  const message = messageOf(call, interaction);
  if (message === interaction.original) interaction.settled();
  call.world.removeMessage(message);
  return noContent;
};

const followUp = (call: Call): Answer => {
  const { world } = call;
  const interaction = interactionOf(call);
  const data = bodies.followUp(call.body);
  const { channel, original } = interaction;
  // The first follow-up after a deferred answer is that answer.
  if (interaction.state === 'deferred' && original && !original.deleted) {
    applyEdit(call, interaction, original, data);
    return ok(original.toAPI());
  }
  if (interaction.isOnlyUserInstalled && interaction.followUps.length >= FOLLOW_UPS_OF_USER_APPS) {
    throw errors.tooManyFollowUps();
  }
  refuseLocked(channel);
  const flags = Number(data['flags'] ?? 0) & FOLLOW_UP_FLAGS;
  const ephemeral = (flags & MessageFlags.Ephemeral) !== 0;
  const fields = messageFields(call, data, { channel, ephemeral });
  refuseEmpty(fields);
  const message = world.createMessage({
    ...fields,
    flags,
    channel,
    interaction,
    author: world.botUser,
    applicationId: world.applicationId,
    type: original ? MessageType.Reply : MessageType.Default,
    ...(original && { repliesTo: original }),
  });
  interaction.addFollowUp(message);
  world.lookAgain();
  return ok(message.toAPI());
};

const bucket: BucketRule = { limit: 'interaction', owner: 'token' };
const one = '/webhooks/:application/:token/messages/:message';
const common = { access: 'interaction', bucket } as const;

export const webhookRoutes: readonly Route[] = [
  { ...common, method: 'POST', template: '/webhooks/:application/:token', handle: followUp },
  { ...common, method: 'GET', template: one, handle: read },
  { ...common, method: 'PATCH', template: one, handle: edit },
  { ...common, method: 'DELETE', template: one, handle: remove },
];
