import { BOT_PERMISSIONS, MEMBER_PERMISSIONS, USER_APP_PERMISSIONS } from './guild.ts';
import type { Interaction } from './interaction.ts';
import type { Json } from './json.ts';

const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;

/** What INTERACTION_CREATE carries. */
export const interactionPayload = (applicationId: string, interaction: Interaction): Json => {
  const { channel, person, source } = interaction;
  const { guild } = channel;
  const user = person.toAPI();
  return {
    version: 1,
    id: interaction.id,
    application_id: applicationId,
    type: interaction.type,
    token: interaction.token,
    data: interaction.data,
    channel_id: channel.id,
    channel: channel.toInteraction(person),
    ...(guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: { ...guild.member(user), permissions: MEMBER_PERMISSIONS },
        }
      : { user }),
    ...(source && { message: source.toAPI() }),
    locale: person.locale,
    app_permissions: channel.hasBot ? BOT_PERMISSIONS : USER_APP_PERMISSIONS,
    entitlements: [],
    authorizing_integration_owners: interaction.owners,
    context: channel.context,
    attachment_size_limit: MAX_ATTACHMENT_BYTES,
  };
};
