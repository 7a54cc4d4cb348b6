import type { Interaction } from './interaction.ts';
import type { Json } from './json.ts';
import { EVERYONE_BITS } from './permissions.ts';

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
          member: { ...guild.member(user), permissions: EVERYONE_BITS.toString() },
        }
      : { user }),
    ...(source && { message: source.toAPI() }),
    locale: person.locale,
    app_permissions: channel.appPermissions.toString(),
    entitlements: [],
    authorizing_integration_owners: interaction.owners,
    context: channel.context,
    attachment_size_limit: person.uploadLimit,
  };
};
