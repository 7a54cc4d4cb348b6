import { Events } from 'discord.js';
import { commands } from '../commands/index.ts';
import { describeCommands, registerCommands } from '../commands/registration.ts';
import type { Event } from './index.ts';

/** Connected: registers the commands, if they are not what Discord has. */
export const clientReady: Event<Events.ClientReady> = {
  name: Events.ClientReady,

  async execute({ translate, guildId, log }, client) {
    const applicationId = client.application.id;
    log.info({ applicationId, guilds: client.guilds.cache.size }, 'connected to Discord');
    const wanted = describeCommands(Object.values(commands), translate('en'), guildId);
    const changed = await registerCommands(client.rest, { applicationId, guildId }, wanted);
    log.info({ changed, guildId }, 'commands are registered');
  },
};
