import { Events } from 'discord.js';
import { commands } from '../commands/index.ts';
import { describeCommands, registerCommands } from '../commands/registration.ts';
import type { Event } from './index.ts';

/**
 * Connected: finishes the replies that a process left behind which was killed, and registers the commands, if they
 * are not what Discord has. Of several processes the one with the first shard does that.
 */
export const clientReady: Event<Events.ClientReady> = {
  name: Events.ClientReady,

  async execute({ translate, guildId, recovery, log }, client) {
    const applicationId = client.application.id;
    const shards = [...client.ws.shards.keys()];
    log.info({ applicationId, shards, guilds: client.guilds.cache.size }, 'connected to Discord');
    const recovered = recovery.start(applicationId);
    if (shards.includes(0)) {
      const wanted = describeCommands(Object.values(commands), translate('en'), guildId);
      const changed = await registerCommands(client.rest, { applicationId, guildId }, wanted);
      log.info({ changed, guildId }, 'commands are registered');
    }
    await recovered;
  },
};
