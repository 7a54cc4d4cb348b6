import {
  InteractionResponseType as Type,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord.js';
import { checkModal } from '../checks/modals.ts';
import { errors, invalidForm } from '../errors.ts';
import type { Interaction, InteractionResponse } from '../interaction.ts';
import { isJson, type Json, listOf } from '../json.ts';
import { Modal } from '../modal.ts';
import { bodies } from '../schemas.ts';
import { refuseLocked, refuseUnchangeable } from './access.ts';
import { messageFields, refuseEmpty } from './messages.ts';
import { type Answer, type Call, noContent, ok, param, type Route } from './router.ts';

const REPLY_FLAGS =
  MessageFlags.Ephemeral |
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2;

const MESSAGES = [Type.ChannelMessageWithSource, Type.DeferredChannelMessageWithSource] as const;
const UPDATES = [Type.DeferredMessageUpdate, Type.UpdateMessage] as const;

/** The answers that each kind of interaction may get. */
const ALLOWED: Partial<Record<InteractionType, readonly Type[]>> = {
  [InteractionType.ApplicationCommand]: [...MESSAGES, Type.Modal],
  [InteractionType.MessageComponent]: [...MESSAGES, ...UPDATES, Type.Modal],
  [InteractionType.ModalSubmit]: [...MESSAGES, ...UPDATES],
  [InteractionType.ApplicationCommandAutocomplete]: [Type.ApplicationCommandAutocompleteResult],
};

const callback = (call: Call): Answer => {
  const interaction = call.world.interactions.get(param(call, 'interaction'));
  if (!interaction || interaction.token !== param(call, 'token')) {
    throw errors.unknownInteraction();
  }
  if (interaction.state === 'failed') throw errors.unknownInteraction();
  if (interaction.state !== 'pending') throw errors.alreadyAcknowledged();
  const response = respond(call, interaction);
  interaction.acknowledge(response);
  return call.query.get('with_response') === 'true'
    ? ok(describe(interaction, response, Number((call.body as Json)['type'])))
    : noContent;
};

/** Does what the body asks for, and says how the bot answered. */
const respond = (call: Call, interaction: Interaction): InteractionResponse => {
  const body = isJson(call.body) ? call.body : {};
  const type = body['type'] as Type;
  const allowed = ALLOWED[interaction.type] ?? [];
  const needsSource = type === Type.DeferredMessageUpdate || type === Type.UpdateMessage;
  if (!allowed.includes(type) || (needsSource && !interaction.source)) {
    throw invalidForm([
      {
        path: ['type'],
        code: 'INTERACTION_CALLBACK_TYPE_INVALID',
        message: `Value must be one of {${allowed.join(', ')}} for this interaction.`,
      },
    ]);
  }
  switch (type) {
    case Type.ChannelMessageWithSource:
      return reply(call, interaction);
    case Type.DeferredChannelMessageWithSource:
      return defer(call, interaction);
    case Type.DeferredMessageUpdate:
      bodies.updateCallback(body);
      return { kind: 'deferredUpdate' };
    case Type.UpdateMessage:
      return update(call, interaction);
    case Type.Modal:
      bodies.modalCallback(body);
      checkModal(body['data'] as Json, ['data']);
      return { kind: 'modal', modal: new Modal(call.world, interaction, body['data'] as Json) };
    default:
      bodies.autocompleteCallback(body);
      return { kind: 'choices', choices: listOf((body['data'] as Json | undefined)?.['choices']) };
  }
};

const dataOf = (call: Call): Json => {
  const { data } = call.body as Json;
  return isJson(data) ? data : {};
};

/** What every first message of an interaction has. */
const firstMessage = (call: Call, interaction: Interaction) => {
  const { world } = call;
  const { channel, source } = interaction;
  const isMenu = interaction.data['target_id'] !== undefined;
  const ownType = isMenu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
  return {
    channel,
    interaction,
    author: world.botUser,
    applicationId: world.applicationId,
    type: source ? MessageType.Reply : ownType,
    ...(source && { repliesTo: source }),
  };
};

const reply = (call: Call, interaction: Interaction): InteractionResponse => {
  refuseLocked(interaction.channel);
  bodies.messageCallback(call.body);
  const data = dataOf(call);
  const flags = Number(data['flags'] ?? 0) & REPLY_FLAGS;
  const fields = messageFields(call, data, {
    channel: interaction.channel,
    at: ['data'],
    ephemeral: (flags & MessageFlags.Ephemeral) !== 0,
  });
  refuseEmpty(fields);
  const init = { ...firstMessage(call, interaction), ...fields, flags };
  return { kind: 'message', message: call.world.createMessage(init) };
};

const defer = (call: Call, interaction: Interaction): InteractionResponse => {
  refuseLocked(interaction.channel);
  bodies.messageCallback(call.body);
  const flags =
    (Number(dataOf(call)['flags'] ?? 0) & MessageFlags.Ephemeral) | MessageFlags.Loading;
  const init = { ...firstMessage(call, interaction), flags };
  return { kind: 'deferred', message: call.world.createMessage(init) };
};

const update = (call: Call, interaction: Interaction): InteractionResponse => {
  bodies.updateCallback(call.body);
  const { source, channel } = interaction;
  if (!source || source.deleted) throw errors.unknownMessage();
  refuseUnchangeable(channel);
  const fields = messageFields(call, dataOf(call), {
    channel,
    before: source,
    at: ['data'],
    ephemeral: source.ephemeral,
  });
  refuseEmpty(fields, source);
  source.edit(fields);
  call.world.messageEdited(source);
  return { kind: 'update', message: source };
};

/** The answer to a callback that asked for one. */
const describe = (
  { id, type, original }: Interaction,
  response: InteractionResponse,
  callbackType: number,
): Json => {
  const message = 'message' in response ? response.message : undefined;
  return {
    interaction: {
      id,
      type,
      ...(original && {
        response_message_id: original.id,
        response_message_loading: original.thinking,
        response_message_ephemeral: original.ephemeral,
      }),
    },
    resource: { type: callbackType, ...(message && { message: message.toAPI() }) },
  };
};

export const callbackRoutes: readonly Route[] = [
  {
    method: 'POST',
    template: '/interactions/:interaction/:token/callback',
    access: 'interaction',
    handle: callback,
  },
];
