import { type Client, DiscordAPIError, Events } from 'discord.js';
import { commands } from '../commands/index.ts';
import { describeCommands, registerCommands } from '../commands/registration.ts';
import type { Event, EventContext } from './index.ts';

const REFUSED = 'the commands could not be registered';
const REFUSED_IN_SERVER = `${REFUSED}: is the bot in the server of DISCORD_GUILD_ID?`;
/** How soon commands are registered again that Discord could not take, in milliseconds. */
const REGISTER_AGAIN_MS = 30_000;

/**
 * Connected: finishes the replies that a process left behind which was killed, begins to send check-ins, and registers
 * the commands, if they are not what Discord has. Of several processes the one with the first shard does that.
 */
export const clientReady: Event<Events.ClientReady> = {
  name: Events.ClientReady,

  async execute(context, client) {
    const { recovery, checkIns, log } = context;
    const applicationId = client.application.id;
    const shards = [...client.ws.shards.keys()];
    log.info({ applicationId, shards, guilds: client.guilds.cache.size }, 'connected to Discord');
    const recovered = recovery.start(client);
    checkIns.start();
    if (shards.includes(0)) await register(client, context);
    await recovered;
  },
};

/** What Discord refuses is for whoever hosts the bot to mend; passing trouble is waited out. */
async function register(client: Client<true>, context: EventContext): Promise<void> {
  const { translate, guildId, log } = context;
  const target = { applicationId: client.application.id, guildId };
  try {
    const wanted = describeCommands(Object.values(commands), translate, guildId);
    const changed = await registerCommands(client.rest, target, wanted);
    log.info({ changed, guildId }, 'commands are registered');
  } catch (err) {
    const isRefused = err instanceof DiscordAPIError && err.status < 500;
    log.error({ guildId, err }, isRefused && guildId !== undefined ? REFUSED_IN_SERVER : REFUSED);
    if (isRefused) return;
    setTimeout(() => void register(client, context), REGISTER_AGAIN_MS).unref();
  }
}
