import { Events } from 'discord.js';
import { commands } from '../commands/index.ts';
import { describeCommands, registerCommands } from '../commands/registration.ts';
import type { Event } from './index.ts';

const REFUSED = 'the commands could not be registered';
const REFUSED_IN_SERVER = `${REFUSED}: is the bot in the server of DISCORD_GUILD_ID?`;

/**
 * Connected: finishes the replies that a process left behind which was killed, begins to send check-ins, and registers
 * the commands, if they are not what Discord has. Of several processes the one with the first shard does that.
 */
export const clientReady: Event<Events.ClientReady> = {
  name: Events.ClientReady,

  async execute({ translate, guildId, recovery, checkIns, log }, client) {
    const applicationId = client.application.id;
    const shards = [...client.ws.shards.keys()];
    log.info({ applicationId, shards, guilds: client.guilds.cache.size }, 'connected to Discord');
    const recovered = recovery.start(applicationId);
    checkIns.start();
    if (shards.includes(0)) {
      const wanted = describeCommands(Object.values(commands), translate, guildId);
      try {
        const changed = await registerCommands(client.rest, { applicationId, guildId }, wanted);
        log.info({ changed, guildId }, 'commands are registered');
      } catch (err) {
        log.error({ guildId, err }, guildId === undefined ? REFUSED : REFUSED_IN_SERVER);
      }
    }
    await recovered;
  },
};
